using System.Text;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>
/// Leaves out what servers quote of an object that they cannot read: it may be a Secret, while errors go to logs.
/// A patch that gives a wrong type or, under strict field validation, an unknown field is answered with the whole patched object;
/// the decoder of servers up to 1.22 quotes the text around its error, whatever the request.
/// </summary>
internal static class RefusalText
{
    private const string PatchField = "patch";
    private const string Quote = "Invalid value: \"";
    private const string QuoteInMessage = PatchField + ": " + Quote;
    private const string InsteadOfObject = "(the patched object)";
    private const string ContextStart = " of ...|";
    private const string ContextEnd = "|...";

    public static ApiStatus WithoutContent(ApiStatus status) => status with
    {
        Message = Clean(status.Message, QuoteInMessage),
        Details = status.Details is { Causes: { } causes } details ? details with { Causes = [.. causes.Select(Clean)] } : status.Details,
    };

    private static ApiStatusCause Clean(ApiStatusCause cause) => cause with
    {
        Message = Clean(cause.Message, string.Equals(cause.Field, PatchField, StringComparison.Ordinal) ? Quote : QuoteInMessage),
    };

    private static string? Clean(string? text, string opening) => text is null ? null : WithoutContext(WithoutQuotes(text, opening));

    // Go quotes the value: a backslash escapes what follows it. A value whose end is missing is left out to the end.
    private static string WithoutQuotes(string text, string opening)
    {
        var found = text.IndexOf(opening, StringComparison.Ordinal);
        if (found < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var rest = 0;
        for (; found >= 0; found = text.IndexOf(opening, rest, StringComparison.Ordinal))
        {
            var quote = found + opening.Length - 1;
            result.Append(text, rest, quote - rest).Append(InsteadOfObject);
            rest = quote + 1;
            while (rest < text.Length && text[rest] != '"')
            {
                rest += text[rest] == '\\' ? 2 : 1;
            }

            rest = Math.Min(rest + 1, text.Length);
        }

        return result.Append(text, rest, text.Length - rest).ToString();
    }

    // "error found in #10 byte of ...|text|..., bigger context ...|more text|...": the text may hold the marks too, so all up to the last one goes.
    private static string WithoutContext(string text)
    {
        var start = text.IndexOf(ContextStart, StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var end = text.LastIndexOf(ContextEnd, StringComparison.Ordinal);
        return end < start + ContextStart.Length ? text[..start] : string.Concat(text.AsSpan(0, start), text.AsSpan(end + ContextEnd.Length));
    }
}
