using ModelSync.Operator.Gates.Exposition;

namespace ModelSync.Operator.Gates.Profiles;

/// <summary>Which values of a label count; frameworks name the same label differently.</summary>
/// <param name="Names">The names that the label has; the first one that is there counts.</param>
/// <param name="Allows">Whether a value counts.</param>
/// <param name="WhenMissing">Whether a series without the label counts.</param>
internal sealed record LabelRule(IReadOnlyList<string> Names, Func<string, bool> Allows, bool WhenMissing)
{
    /// <summary>Whether a series counts.</summary>
    public bool Matches(SeriesKey key)
    {
        foreach (var name in Names)
        {
            if (key[name] is { } value)
            {
                return Allows(value);
            }
        }

        return WhenMissing;
    }
}
