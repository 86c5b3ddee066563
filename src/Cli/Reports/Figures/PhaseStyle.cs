namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>What phase diagrams add to <see cref="ChartStyle"/>: a colour of its own for every phase, and blue by strength for shares.</summary>
internal static class PhaseStyle
{
    /// <summary>From this strength on the text of a cell takes the other colour.</summary>
    public const double Strong = 0.55;

    /// <summary>The rules.</summary>
    public const string Sheet =
        """
        .phase-share, .phase-purified { fill: #1f6fd6; } .phase-robust { fill: #0c7f58; } .phase-broken { fill: #c4500a; } .phase-spoilt { fill: #8a3fb8; }
        .phase-empty { fill: none; stroke: #d0d7de; }
        .phase-weak-text { fill: #1f2328; stroke: #e8f0fb; } .phase-strong-text { fill: #ffffff; stroke: #1a5cb2; }
        .phase-cell-text { font-size: 12px; paint-order: stroke; stroke-width: 3px; stroke-linejoin: round; }
        .phase-halo { stroke: #ffffff; stroke-width: 5; fill: none; stroke-opacity: 0.75; } .phase-curve { stroke: #1f2328; stroke-width: 2; fill: none; }
        .phase-curve-2 { stroke-dasharray: 7 4; } .phase-curve-3 { stroke-dasharray: 2 3; } .phase-curve-4 { stroke-dasharray: 10 3 2 3; }
        @media (prefers-color-scheme: dark) {
          .phase-share, .phase-purified { fill: #6cabff; } .phase-robust { fill: #4ccd9c; } .phase-broken { fill: #ff9a56; } .phase-spoilt { fill: #d29bf5; }
          .phase-empty { stroke: #3d444d; }
          .phase-weak-text { fill: #e6edf3; stroke: #24344d; } .phase-strong-text { fill: #0d1117; stroke: #78b0fb; }
          .phase-halo { stroke: #0d1117; } .phase-curve { stroke: #f0f6fc; }
        }
        """;
}
