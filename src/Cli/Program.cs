using PurifyProofs.Cli.Commands;

using var interruption = new Interruption(Console.Error);
return PurifyCommand.Invoke(args, CommandContext.Console(interruption.Token));
