using System.Xml.Linq;

namespace PurifyProofs.Cli.Words;

/// <summary>
/// Formulas in MathML. The notation is that of a claim's formula: names of several letters are functions, <c>_</c> and <c>^</c> set one
/// symbol or <c>{…}</c> below and above, <c>√{…}</c> is a root, <c>{…}/{…}</c> a fraction, <c>"…"</c> words.
/// </summary>
internal sealed class MathText
{
    private static readonly XNamespace Namespace = "http://www.w3.org/1998/Math/MathML";
    private static readonly HashSet<string> Limits = ["min", "max", "median", "sup", "inf"];

    private readonly string text;
    private int place;

    private MathText(string text) => this.text = text;

    /// <summary>The formula as a <c>math</c> element in a line of its own, its linear form beside it for those who cannot see it.</summary>
    /// <exception cref="FormatException">A brace or a quotation mark has no partner.</exception>
    public static XElement Render(string formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var reader = new MathText(formula);
        XElement row = reader.Row();
        return reader.place == formula.Length
            ? new XElement(Namespace + "math", new XAttribute("display", "block"), new XAttribute("alttext", formula.Replace("\"", "", StringComparison.Ordinal)), row)
            : throw new FormatException($"The formula '{formula}' closes a brace that it did not open.");
    }

    private char Next => place < text.Length ? text[place] : '\0';

    private XElement Row()
    {
        XElement row = Element("mrow");
        bool spaced = SkipSpace();
        while (Next is not ('\0' or '}'))
        {
            XElement next = Scripted();
            if (spaced && row.LastNode is XElement { Name.LocalName: not "mo" } && next.Name.LocalName != "mo")
            {
                row.Add(new XElement(Namespace + "mspace", new XAttribute("width", "0.17em")));
            }

            row.Add(next);
            spaced = SkipSpace();
        }

        return row;
    }

    private XElement Scripted()
    {
        bool group = Next == '{';
        XElement symbol = Symbol();
        if (group && Next == '/' && place + 1 < text.Length && text[place + 1] == '{')
        {
            place++;
            return Element("mfrac", symbol, Symbol());
        }

        (XElement? below, XElement? above) = Scripts();
        return (below, above) switch
        {
            (null, null) => symbol,
            (null, _) => Element("msup", symbol, above!),
            (_, null) => Element(Limits.Contains(symbol.Value) ? "munder" : "msub", symbol, below),
            _ => Element("msubsup", symbol, below, above!),
        };
    }

    private (XElement? Below, XElement? Above) Scripts()
    {
        XElement? below = null, above = null;
        while (Next is '_' or '^' or '′')
        {
            switch (text[place++])
            {
                case '_':
                    below = Symbol();
                    break;
                case '^':
                    above = Symbol();
                    break;
                default:
                    above = Leaf("mo", "′");
                    break;
            }
        }

        return (below, above);
    }

    private XElement Symbol() => Next switch
    {
        '\0' => throw new FormatException($"The formula '{text}' ends where a symbol is wanted."),
        '{' => Group(),
        '"' => Words(),
        '√' => Root(),
        char letter when char.IsLetter(letter) => Leaf("mi", Take(char.IsLetter)),
        char digit when char.IsAsciiDigit(digit) => Leaf("mn", Take(static c => char.IsAsciiDigit(c) || c == '.')),
        '|' or '‖' => Bar(text[place++]),
        _ => Leaf("mo", text[place++].ToString()),
    };

    // Nothing tells an opening bar from a closing one, so neither keeps the distance of an operator.
    private static XElement Bar(char bar)
    {
        XElement element = Leaf("mo", bar.ToString());
        element.Add(new XAttribute("stretchy", "false"), new XAttribute("lspace", "0"), new XAttribute("rspace", "0"));
        return element;
    }

    private XElement Root()
    {
        place++;
        return Element("msqrt", Symbol());
    }

    private XElement Group()
    {
        place++;
        XElement row = Row();
        Require('}');
        return row;
    }

    private XElement Words()
    {
        place++;
        string words = Take(static c => c != '"');
        Require('"');
        return Leaf("mtext", $"\u00a0{words}\u00a0");
    }

    private void Require(char closing)
    {
        if (Next != closing)
        {
            throw new FormatException($"The formula '{text}' lacks a '{closing}'.");
        }

        place++;
    }

    private string Take(Func<char, bool> belongs)
    {
        int start = place;
        while (place < text.Length && belongs(text[place]))
        {
            place++;
        }

        return text[start..place];
    }

    private bool SkipSpace() => Take(char.IsWhiteSpace).Length > 0;

    private static XElement Element(string name, params XElement[] children) => new(Namespace + name, children);

    private static XElement Leaf(string name, string content) => new(Namespace + name, content);
}
