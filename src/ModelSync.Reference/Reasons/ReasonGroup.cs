namespace ModelSync.Reference.Reasons;

/// <summary>Reasons that have something in common.</summary>
/// <param name="Title">What it is, as a heading; empty for none.</param>
/// <param name="Words">What all of them have in common.</param>
/// <param name="Uses">The reasons.</param>
internal sealed record ReasonGroup(string Title, string Words, IReadOnlyList<ReasonUse> Uses);
