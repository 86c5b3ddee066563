using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PurifyProofs.Cli.Words;

/// <summary>XML as text, with the same line ends on every system.</summary>
internal static class XmlText
{
    /// <summary>A document: declaration, then the element, indented.</summary>
    public static string Document(XElement root) => "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + Fragment(root) + "\n";

    /// <summary>The element alone, indented.</summary>
    public static string Fragment(XElement element)
    {
        var text = new StringBuilder();
        var layout = new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(text, layout))
        {
            element.WriteTo(writer);
        }

        return text.ToString();
    }
}
