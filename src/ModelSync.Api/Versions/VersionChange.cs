namespace ModelSync.Api.Versions;

/// <summary>One difference of two versions.</summary>
/// <param name="Level">What has to rise because of it.</param>
/// <param name="Field">The field of the spec, such as schema.outputs[score].</param>
/// <param name="What">What became of the field, such as "was removed".</param>
public sealed record VersionChange(BumpLevel Level, string Field, string What)
{
    /// <summary>The change in a sentence without a full stop.</summary>
    public override string ToString() => $"{Field} {What}";
}
