using ModelSync.Api.Policies;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Every component comes from an allowed place: as it is declared, and as it was pinned.</summary>
internal static class AllowedSourcesCheck
{
    public static RuleResult Check(AllowedSourcesRule rule, RuleContext context)
    {
        var prefixes = rule.Prefixes ?? [];
        var pinned = context.Version.Components.Select(component => (component.Name, component.Uri));
        var declared = (context.Version.Spec?.Components ?? []).Select(component => (component.Name, component.Uri));
        var objections = declared.Concat(pinned)
            .Where(source => source.Uri is not null && !prefixes.Any(prefix => Fits(source.Uri, prefix)))
            .DistinctBy(source => source.Name, StringComparer.Ordinal)
            .Select(source => $"components[{source.Name}] comes from {source.Uri}, and only {string.Join(", ", prefixes)} may be used")
            .ToArray();
        return RuleResult.Of(objections, "all components come from allowed sources", context.Or("publish it there"));
    }

    /// <summary>Whether the address begins with the prefix and goes on with a new segment, a tag or a digest.</summary>
    private static bool Fits(string uri, string prefix)
    {
        if (prefix.Length == 0 || !uri.StartsWith(prefix, StringComparison.Ordinal) || !IsPlain(uri))
        {
            return false;
        }

        if (uri.Length == prefix.Length || prefix[^1] is '/')
        {
            return true;
        }

        // Behind a bare host a colon would begin a port and an at sign another host.
        return uri[prefix.Length] is '/' || (uri[prefix.Length] is ':' or '@' && HasPath(prefix));
    }

    private static bool HasPath(string prefix)
    {
        var scheme = prefix.IndexOf("://", StringComparison.Ordinal);
        return prefix.IndexOf('/', scheme < 0 ? 0 : scheme + 3) >= 0;
    }

    /// <summary>Whether the address is what it looks like: nothing in it leads up again.</summary>
    private static bool IsPlain(string uri)
    {
        var path = uri.Split('?', '#')[0].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
        return !path.Contains('\\', StringComparison.Ordinal) && !path.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            && !path.Contains("%5c", StringComparison.OrdinalIgnoreCase) && !path.Split('/').Any(segment => segment is "." or "..");
    }
}
