namespace ModelSync.Reference.Reasons;

/// <summary>What the conditions of one kind, or of some that are alike, can say.</summary>
internal sealed record ReasonChapter
{
    /// <summary>The kinds.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to know before.</summary>
    public required string Words { get; init; }

    /// <summary>The phases of the kind; null where it has none.</summary>
    public Type? Phases { get; init; }

    /// <summary>What kstatus makes of each phase, where the kind has phases.</summary>
    public IReadOnlyDictionary<string, string> Kstatus { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The class with the types of conditions; null where the words say all about them.</summary>
    public Type? Types { get; init; }

    /// <summary>Where the reasons are documented: the first that has one counts.</summary>
    public required IReadOnlyList<Type> Sources { get; init; }

    /// <summary>The reasons.</summary>
    public required IReadOnlyList<ReasonGroup> Groups { get; init; }

    /// <summary>All reasons of the chapter.</summary>
    public IEnumerable<ReasonUse> Uses => Groups.SelectMany(static group => group.Uses);

    /// <summary>The documentation of a reason; null where no source has it.</summary>
    public ReasonText? Find(string reason) => ReasonSource.Find(Sources, reason);
}
