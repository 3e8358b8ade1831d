namespace ModelSync.Cli.Verbs;

/// <summary>What a verb comes to for a rollout as it is now.</summary>
internal abstract record VerbPlan
{
    private VerbPlan()
    {
    }

    /// <summary>An annotation that the operator acts on. It names its revision, so that it is without effect on another one.</summary>
    /// <param name="Key">The annotation.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Done">What to say once the operator has done it.</param>
    public sealed record Annotate(string Key, string Value, string Done) : VerbPlan
    {
        /// <summary>What is to be known besides; null where nothing is.</summary>
        public string? Note { get; init; }

        /// <summary>The revision that serves when all is over; null where the verb has no such goal.</summary>
        public string? Goal { get; init; }

        /// <summary>Whether the operator keeps it for later, so that no answer comes soon.</summary>
        public bool IsForLater { get; init; }
    }

    /// <summary>A change of the spec.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Json">Its value.</param>
    /// <param name="Done">What to say once it is written.</param>
    public sealed record Change(string Field, string Json, string Done) : VerbPlan;

    /// <summary>It does not apply now; nothing is written.</summary>
    /// <param name="Reason">Why, and what to do.</param>
    public sealed record Refused(string Reason) : VerbPlan;
}
