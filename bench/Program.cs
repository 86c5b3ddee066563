using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(PurifyProofs.Bench.DeviceBenchmarks).Assembly).Run(args);
