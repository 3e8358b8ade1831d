namespace ModelSync.Api.Validation.Rules;

/// <summary>A place below values of a type.</summary>
internal interface IBelow<T>
    where T : class
{
    /// <summary>The rules there; <paramref name="path"/> is that of the values above.</summary>
    IEnumerable<CelRule> Describe(string path);

    /// <summary>Checks what stands there in a value.</summary>
    void Check(T self, T? old, Location location, List<Violation> found);
}
