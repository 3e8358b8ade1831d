namespace ModelSync.Api.Validation.Rules;

/// <summary>A member; left out, its rules say nothing.</summary>
internal sealed class BelowMember<T, TMember>(string name, Func<T, TMember?> get, Place<TMember> place) : IBelow<T>
    where T : class
    where TMember : class
{
    /// <inheritdoc />
    public IEnumerable<CelRule> Describe(string path) => place.Describe(path.Length == 0 ? name : $"{path}.{name}");

    /// <inheritdoc />
    public void Check(T self, T? old, Location location, List<Violation> found)
    {
        if (get(self) is { } member)
        {
            place.Check(member, old is null ? null : get(old), location.Member(name), found);
        }
    }
}
