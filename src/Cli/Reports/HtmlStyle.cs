namespace PurifyProofs.Cli.Reports;

/// <summary>The style sheet of report.html: light and dark, phone and paper.</summary>
internal static class HtmlStyle
{
    /// <summary>The rules.</summary>
    public const string Sheet =
        """
        :root { color-scheme: light dark; --ink: #1f2328; --muted: #57606a; --rule: #d5dae0; --page: #ffffff; --well: #f4f6f8; --link: #0a58ca; --holds: #0b6b3a; --violated: #b3261e; --undecided: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --muted: #9aa5b1; --rule: #333c47; --page: #0d1117; --well: #161b22; --link: #79b8ff; --holds: #56d38c; --violated: #ff8a80; --undecided: #e8b54a; }
        }
        body { font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--page); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 1.5rem; } h3 { font-size: 1.05rem; margin-top: 1.8rem; }
        a { color: var(--link); } math { font-size: 1.1em; } .formula { overflow: auto hidden; padding: .3rem 0; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--rule); } th { color: var(--muted); font-weight: 600; }
        dt { color: var(--muted); font-size: .9rem; } dd { margin: 0 0 .6rem; }
        code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85em; } code { overflow-wrap: anywhere; }
        pre { background: var(--well); padding: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: 6px; }
        figure { margin: 1.5rem 0; } figure svg { max-width: 100%; height: auto; border: 1px solid var(--rule); border-radius: 6px; } figcaption { color: var(--muted); font-size: .9rem; overflow-wrap: anywhere; }
        summary { cursor: pointer; color: var(--link); } details { margin: .6rem 0; }
        .verdict { font-weight: 700; white-space: nowrap; } .holds { color: var(--holds); } .violated { color: var(--violated); } .undecided { color: var(--undecided); } .not_applicable { color: var(--muted); }
        .partial { border-left: 4px solid var(--undecided); padding-left: 1rem; }
        @media (max-width: 40rem) { body { font-size: 15px; margin: 1rem auto; } th, td { padding-right: .6rem; } figure { overflow-x: auto; } figure svg { max-width: none; width: 36rem; } figcaption { position: sticky; left: 0; } }
        @media print {
          :root { color-scheme: light; --ink: #000000; --muted: #444444; --rule: #bbbbbb; --page: #ffffff; --well: #f4f4f4; --link: #000000; --holds: #0b6b3a; --violated: #b3261e; --undecided: #8a5a00; }
          body { max-width: none; margin: 0; font-size: 10pt; } .scroll { overflow: visible; } details:not([open]) { display: none; }
          h2, h3 { break-after: avoid; } figure, tr, pre { break-inside: avoid; }
        }
        """;
}
