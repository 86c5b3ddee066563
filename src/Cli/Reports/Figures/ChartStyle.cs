namespace PurifyProofs.Cli.Reports.Figures;

/// <summary>The style sheet inside every figure, for light and dark pages.</summary>
internal static class ChartStyle
{
    /// <summary>The rules.</summary>
    public const string Sheet =
        """
        .chart { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; font-size: 13px; }
        .chart-surface { fill: #ffffff; }
        .chart-title { font-size: 15px; font-weight: 600; fill: #1f2328; }
        .chart-text { fill: #424a53; }
        .chart-end { text-anchor: end; }
        .chart-middle { text-anchor: middle; }
        .chart-grid { stroke: #e3e6ea; stroke-width: 1; }
        .chart-axis { stroke: #6e7781; stroke-width: 1; }
        .chart-reference { stroke: #57606a; stroke-width: 1.5; fill: none; }
        .chart-reference-1 { stroke-dasharray: 6 4; }
        .chart-reference-2 { stroke-dasharray: 2 3; }
        .chart-reference-3 { stroke-dasharray: 10 3 2 3; }
        .chart-line { stroke-width: 2; fill: none; stroke-linejoin: round; }
        .chart-marker { stroke: none; }
        .chart-area { stroke-width: 1.5; fill-opacity: 0.25; }
        .chart-series-1 { stroke: #1f6fd6; } .chart-series-1:not(.chart-line) { fill: #1f6fd6; }
        .chart-series-2 { stroke: #c4500a; } .chart-series-2:not(.chart-line) { fill: #c4500a; }
        .chart-series-3 { stroke: #0c7f58; } .chart-series-3:not(.chart-line) { fill: #0c7f58; }
        .chart-series-4 { stroke: #8a3fb8; } .chart-series-4:not(.chart-line) { fill: #8a3fb8; }
        .chart-series-5 { stroke: #b0225f; } .chart-series-5:not(.chart-line) { fill: #b0225f; }
        .chart-series-6 { stroke: #6b6212; } .chart-series-6:not(.chart-line) { fill: #6b6212; }
        @media (prefers-color-scheme: dark) {
          .chart-surface { fill: #161b22; }
          .chart-title { fill: #e6edf3; }
          .chart-text { fill: #b4bdc7; }
          .chart-grid { stroke: #2b323b; }
          .chart-axis { stroke: #8b949e; }
          .chart-reference { stroke: #adb6c0; }
          .chart-series-1 { stroke: #6cabff; } .chart-series-1:not(.chart-line) { fill: #6cabff; }
          .chart-series-2 { stroke: #ff9a56; } .chart-series-2:not(.chart-line) { fill: #ff9a56; }
          .chart-series-3 { stroke: #4ccd9c; } .chart-series-3:not(.chart-line) { fill: #4ccd9c; }
          .chart-series-4 { stroke: #d29bf5; } .chart-series-4:not(.chart-line) { fill: #d29bf5; }
          .chart-series-5 { stroke: #ff8fb8; } .chart-series-5:not(.chart-line) { fill: #ff8fb8; }
          .chart-series-6 { stroke: #d6c94f; } .chart-series-6:not(.chart-line) { fill: #d6c94f; }
        }
        """;
}
