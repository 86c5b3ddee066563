#!/usr/bin/env bash
# MathNet.Numerics 5.0.0 (NuGet, 2022; https://github.com/mathnet/mathnet-numerics): quantiles at small levels.
#
# Expected: InvCDF(p) is the x with CDF(x) = p, as far as double precision goes, for every p in (0, 1).
# Seen: InvCDF of the Beta, Student, Fisher-Snedecor, Gamma and chi-squared laws looks for CDF(x) - p = 0 to an absolute accuracy, so below
# p of about 1e-9 any x with a small CDF will do: no exception, no NaN, a wrong number. Beta(5, 100) at 1e-12 answers 2.13e-7, whose CDF is 4e-26 (right: 0.000101);
# Student's t with 20 degrees at 1e-15 answers -800 (right: -21.84), Gamma(3, 1) at 1e-15 answers 0 (right: 1.82e-5); Beta(0.5, 50) answers 0 from 1e-6 on (right: 1.58e-14).
# Their CDFs are right at all these points, and so is Normal.InvCDF. It matters where an error probability is divided among many tests: exact
# binomial intervals are Beta quantiles at just such levels.
# What PurifyProofs does: its Clopper-Pearson limits and its Student quantiles are found from the logarithm of the tail
# (src/Bounds/Confidence/ClopperPearson.cs, StudentQuantile.cs; tests down to 1e-9 and 1e-200).
#
# Ends with 0 while this is so and with 1 when it has changed. Needs the .NET 10 SDK and a NuGet feed; about 20 seconds.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > quantiles.csproj <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="MathNet.Numerics" Version="[5.0.0]" /></ItemGroup>
</Project>
X
cat > Program.cs <<'X'
using MathNet.Numerics.Distributions;

(string Law, double Level, Func<double> Quantile, Func<double, double> Cdf, bool Wrong)[] table =
[
    ("Beta(5, 100)", 1e-6, () => Beta.InvCDF(5, 100, 1e-6), x => Beta.CDF(5, 100, x), false),
    ("Beta(5, 100)", 1e-12, () => Beta.InvCDF(5, 100, 1e-12), x => Beta.CDF(5, 100, x), true),
    ("Beta(0.5, 50)", 1e-6, () => Beta.InvCDF(0.5, 50, 1e-6), x => Beta.CDF(0.5, 50, x), true),
    ("Student, 20 degrees", 1e-6, () => StudentT.InvCDF(0, 1, 20, 1e-6), x => StudentT.CDF(0, 1, 20, x), false),
    ("Student, 20 degrees", 1e-15, () => StudentT.InvCDF(0, 1, 20, 1e-15), x => StudentT.CDF(0, 1, 20, x), true),
    ("F(4, 9)", 1e-12, () => FisherSnedecor.InvCDF(4, 9, 1e-12), x => FisherSnedecor.CDF(4, 9, x), true),
    ("Gamma(3, 1)", 1e-15, () => Gamma.InvCDF(3, 1, 1e-15), x => Gamma.CDF(3, 1, x), true),
    ("chi-squared, 4 degrees", 1e-15, () => ChiSquared.InvCDF(4, 1e-15), x => ChiSquared.CDF(4, x), true),
    ("Normal", 1e-15, () => Normal.InvCDF(0, 1, 1e-15), x => Normal.CDF(0, 1, x), false),
];
bool asTold = true;
foreach (var (law, level, quantile, cdf, wrong) in table)
{
    double x = quantile();
    double back = cdf(x);
    bool isWrong = !(Math.Abs((back / level) - 1) < 0.5);
    Console.WriteLine(FormattableString.Invariant($"{law,-24} p = {level:0e0}: InvCDF = {x:g4}, CDF of it = {back:g3}{(isWrong ? "  <- not p" : "")}"));
    asTold &= isWrong == wrong;
}

// The CDF itself is right there: the quantile of Beta(5, 100) at 1e-12 by bisection.
double low = 1e-9, high = 1e-2;
for (int step = 0; step < 200; step++)
{
    double middle = Math.Sqrt(low * high);
    (low, high) = Beta.CDF(5, 100, middle) < 1e-12 ? (middle, high) : (low, middle);
}

Console.WriteLine(FormattableString.Invariant($"Beta(5, 100) at 1e-12 by bisection of the same library's CDF: {low:g4}"));
asTold &= low is > 1.00e-4 and < 1.02e-4;
Console.WriteLine(asTold ? "as told" : "CHANGED: the behaviour is not what the head of this file says");
return asTold ? 0 : 1;
X
dotnet run -c Release
