namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>What heat maps add to <see cref="ChartStyle"/>: blue against orange, which readers with any colour vision tell apart.</summary>
internal static class HeatMapStyle
{
    /// <summary>The rules.</summary>
    public const string Sheet =
        """
        .heat-group { font-weight: 600; fill: #1f2328; }
        .heat-reference { font-weight: 600; }
        .heat-holds { fill: #bcd8fa; } .heat-text-holds { fill: #0a3069; }
        .heat-violated { fill: #f6a96c; } .heat-text-violated { fill: #4a1d00; }
        .heat-undecided { fill: #e7e9ec; stroke: #8c959f; stroke-dasharray: 4 3; } .heat-text-undecided { fill: #32383f; }
        .heat-empty { fill: none; stroke: #d0d7de; } .heat-text-empty { fill: #6e7781; }
        @media (prefers-color-scheme: dark) {
          .heat-group { fill: #e6edf3; }
          .heat-holds { fill: #1d4a86; } .heat-text-holds { fill: #d6e8ff; }
          .heat-violated { fill: #96480f; } .heat-text-violated { fill: #ffe3cd; }
          .heat-undecided { fill: #2b323b; stroke: #8b949e; } .heat-text-undecided { fill: #d0d7de; }
          .heat-empty { stroke: #3d444d; } .heat-text-empty { fill: #9198a1; }
        }
        """;
}
