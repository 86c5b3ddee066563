using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PurifyProofs.Bounds.Confidence;
using PurifyProofs.Claims.Evidence;
using PurifyProofs.Claims.Verdicts;
using PurifyProofs.Cli.Commands;

namespace PurifyProofs.Cli.Reports;

/// <summary>
/// report.json, schema 1: what other tools read. The bytes follow from the verdicts alone. Numbers are in the shortest
/// form that reads back the same; what is not a number is null.
/// </summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file.</summary>
    public static string Render(ReportSource source)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Layout))
        {
            CheckResult result = source.Result;
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("scale", ScaleWords.Name(result.Scale));
            json.WriteNumber("seed", result.Seed);
            json.WriteString("partial", result.Partial);
            WriteGuarantee(json, result.Basis);
            WriteArray(json, "claims", result.Claims, WriteClaim);
            WriteArray(json, "instances", result.Instances, (writer, instance) => WriteInstance(writer, instance, source));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    // Null where the verdicts speak of the instances alone.
    private static void WriteGuarantee(Utf8JsonWriter json, JudgementBasis basis)
    {
        json.WriteBoolean("beyond_hypotheses", basis.Scope == HypothesisScope.Beyond);
        if (basis.Guarantee is not { } guarantee)
        {
            json.WriteNull("guarantee");
            return;
        }

        json.WriteStartObject("guarantee");
        json.WriteNumber("share_of_instances", 1 - guarantee.Exceptions);
        json.WriteNumber("error_probability", guarantee.ErrorProbability);
        json.WriteEndObject();
    }

    private static void WriteShare(Utf8JsonWriter json, SequentialState? state)
    {
        if (state is null)
        {
            json.WriteNull("share");
            return;
        }

        (double lower, double upper) = state.ShareLimits;
        json.WriteStartObject("share");
        json.WriteNumber("held", state.Held);
        json.WriteNumber("failed", state.Failed);
        json.WriteNumber("open", state.Open);
        MeasureJson.WriteNumber(json, "lower", lower);
        MeasureJson.WriteNumber(json, "upper", upper);
        json.WriteEndObject();
    }

    private static void WriteClaim(Utf8JsonWriter json, ClaimVerdict claim)
    {
        json.WriteStartObject();
        json.WriteString("id", claim.Claim.Id);
        json.WriteString("title", claim.Claim.Title);
        json.WriteString("verdict", VerdictWords.OfThree(claim.Verdict));
        json.WriteBoolean("applicable", claim.Verdict != VerdictKind.NotApplicable);
        json.WriteString("sentence", claim.Sentence);
        json.WriteNumber("instances", claim.Instances.Count);
        WriteShare(json, claim.State);
        WriteArray(json, "measures", claim.Measures, MeasureJson.Write);
        json.WriteString("worst_instance", claim.WorstInstanceLine);
        json.WriteString("smallest_violating_instance", claim.Smallest?.InstanceLine);
        WriteArray(json, "instance_verdicts", claim.Instances, WriteInstanceVerdict);
        json.WriteEndObject();
    }

    private static void WriteInstanceVerdict(Utf8JsonWriter json, InstanceVerdict instance)
    {
        json.WriteStartObject();
        json.WriteString("instance", instance.InstanceLine);
        json.WriteString("verdict", VerdictWords.Identifier(instance.Verdict));
        json.WriteString("reason", instance.Reason);
        WriteArray(json, "measures", instance.Measures, MeasureJson.Write);
        json.WriteEndObject();
    }

    private static void WriteInstance(Utf8JsonWriter json, InstanceResult instance, ReportSource source)
    {
        json.WriteStartObject();
        json.WriteString("instance", source.Line(instance.Instance));
        WriteArray(json, "finished_studies", instance.Evidence.FinishedStudies, (writer, study) => writer.WriteStringValue(study.ToString()));
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
