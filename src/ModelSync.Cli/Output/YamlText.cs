using System.Globalization;
using System.Text.Json;
using ModelSync.Kubernetes.Config.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelSync.Cli.Output;

/// <summary>JSON as YAML that kubectl reads back as the same.</summary>
internal static class YamlText
{
    /// <summary>The text; ends with a line break.</summary>
    public static string Of(JsonElement value)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(2, int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: false, indentSequences: false));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(version: null, tags: null, isImplicit: true));
        Write(emitter, value);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        var written = text.ToString();
        return written.EndsWith('\n') ? written : $"{written}\n";
    }

    private static void Write(Emitter emitter, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, value.GetPropertyCount() == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var member in value.EnumerateObject())
                {
                    WriteText(emitter, member.Name);
                    Write(emitter, member.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, value.GetArrayLength() == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in value.EnumerateArray())
                {
                    Write(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                WriteText(emitter, value.GetString()!);
                break;
            default:
                Write(emitter, value.GetRawText(), ScalarStyle.Plain);
                break;
        }
    }

    // What would be read as a number, a bool, a time or nothing has to stand in quotes.
    private static void WriteText(Emitter emitter, string text) => Write(
        emitter,
        text,
        ScalarTypes.OfPlain(text) != ScalarKind.String || text is ['0' or '1' or '2', _, _, _, '-', ..] ? ScalarStyle.DoubleQuoted
        : text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
        : ScalarStyle.Any);

    private static void Write(Emitter emitter, string text, ScalarStyle style) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
}
