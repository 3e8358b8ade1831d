namespace ModelSync.Api.Validation.Rules;

/// <summary>The elements of a list. They have no old value: nothing says which element became which.</summary>
internal sealed class BelowItems<T, TItem>(string name, Func<T, IReadOnlyList<TItem>?> get, Place<TItem> place) : IBelow<T>
    where T : class
    where TItem : class
{
    /// <inheritdoc />
    public IEnumerable<CelRule> Describe(string path) => place.Describe(path.Length == 0 ? $"{name}[]" : $"{path}.{name}[]");

    /// <inheritdoc />
    public void Check(T self, T? old, Location location, List<Violation> found)
    {
        var items = get(self);
        for (var i = 0; i < items?.Count; i++)
        {
            place.Check(items[i], null, location.Item(name, i), found);
        }
    }
}
