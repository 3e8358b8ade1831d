namespace ModelSync.Api.Versions;

/// <summary>A spec whose components say what they were resolved to.</summary>
public static class PinnedSpec
{
    /// <summary>Returns <paramref name="spec"/> with the digest and address of each resolved component of the same name; others stay as declared.</summary>
    public static ModelVersionSpec Of(ModelVersionSpec spec, IReadOnlyList<ResolvedComponent>? resolved)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Components is null || resolved is null or { Count: 0 })
        {
            return spec;
        }

        var pins = resolved.ToLookup(component => component.Name, StringComparer.Ordinal);
        return spec with
        {
            Components =
            [
                .. spec.Components.Select(component => pins[component.Name].FirstOrDefault() is { } pin
                    ? component with { Uri = pin.Uri ?? component.Uri, Digest = pin.Digest ?? component.Digest }
                    : component),
            ],
        };
    }
}
