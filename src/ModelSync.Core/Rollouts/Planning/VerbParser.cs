using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Reads the two annotations by which people tell a rollout what to do.</summary>
internal static class VerbParser
{
    public const string AbortAnnotation = "modelsync.io/abort";

    public const string ActionAnnotation = "modelsync.io/action";

    private const int MaxLength = 512;

    /// <summary>Reads `revision=R;id=X`.</summary>
    public static bool TryParseAbort(string text, [NotNullWhen(true)] out Verb? verb, [NotNullWhen(false)] out string? error)
    {
        verb = null;
        if (!TryParseParts(text, out var parts, out error))
        {
            return false;
        }

        return TryBuild(RolloutVerb.Abort, parts, text, out verb, out error);
    }

    /// <summary>Reads `VERB;revision=R;id=X[;to=R2]`.</summary>
    public static bool TryParseAction(string text, [NotNullWhen(true)] out Verb? verb, [NotNullWhen(false)] out string? error)
    {
        verb = null;
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var name = (end < 0 ? text : text[..end]).Trim();
        RolloutVerb? kind = name switch
        {
            "promote" => RolloutVerb.Promote,
            "promote-full" => RolloutVerb.PromoteFull,
            "retry" => RolloutVerb.Retry,
            "undo" => RolloutVerb.Undo,
            _ => null,
        };
        if (kind is not { } known)
        {
            error = $"\"{Short(name)}\" is no verb: write promote, promote-full, retry or undo, as in \"promote;revision=R;id=X\"";
            return false;
        }

        return TryParseParts(end < 0 ? string.Empty : text[(end + 1)..], out var parts, out error) && TryBuild(known, parts, text, out verb, out error);
    }

    /// <summary>A short id for a text that has none that can be read, so that it is refused once and not for ever.</summary>
    public static string IdOf(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return string.Create(CultureInfo.InvariantCulture, $"invalid-{hash:x16}");
    }

    private static bool TryBuild(RolloutVerb kind, Dictionary<string, string> parts, string text, [NotNullWhen(true)] out Verb? verb, [NotNullWhen(false)] out string? error)
    {
        verb = null;
        if (!parts.Remove("revision", out var revision) || !parts.Remove("id", out var id))
        {
            error = $"\"{Short(text)}\" lacks revision=… or id=…: name the revision that is meant, and an id of your own for this request";
            return false;
        }

        parts.Remove("to", out var to);
        if (parts.Count > 0 || (to is not null && kind != RolloutVerb.Undo))
        {
            error = $"\"{Short(text)}\" has a part that is not known: only revision, id, and for undo to";
            return false;
        }

        verb = new Verb(kind, id, revision, to);
        error = null;
        return true;
    }

    private static bool TryParseParts(string text, out Dictionary<string, string> parts, [NotNullWhen(false)] out string? error)
    {
        parts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (text.Length > MaxLength)
        {
            error = $"it has {text.Length} characters: at most {MaxLength} are read";
            return false;
        }

        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == part.Length - 1 || !parts.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim()))
            {
                error = $"\"{Short(part)}\" is not NAME=VALUE, or stands there twice";
                return false;
            }
        }

        error = null;
        return true;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
