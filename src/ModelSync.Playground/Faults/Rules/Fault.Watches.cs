namespace ModelSync.Playground.Faults.Rules;

/// <content>What befalls watches.</content>
public abstract partial record Fault
{
    /// <summary>A watch ends before its time.</summary>
    /// <param name="By">How.</param>
    /// <param name="After">When.</param>
    public sealed record DroppedWatch(WatchCut By, WatchPoint After) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "drop-watch";

        internal override FaultTarget Target => FaultTarget.Watch;

        internal override void Print(RuleText text) =>
            text.AddUnless(By == WatchCut.End, "by", RuleWord.Of(By)).AddUnless(After == default, "after", After.ToString());
    }

    /// <summary>A watch stays open and tells nothing more, for good: not even its end. The connection itself is alive, pings are answered.</summary>
    /// <param name="After">When that begins.</param>
    public sealed record StuckWatch(WatchPoint After) : Fault
    {
        /// <inheritdoc/>
        public override string Name => "stuck-watch";

        internal override FaultTarget Target => FaultTarget.Watch;

        internal override void Print(RuleText text) => text.AddUnless(After == default, "after", After.ToString());
    }

    /// <summary>A watch tells no bookmarks, as that of a server without a watch cache.</summary>
    public sealed record NoBookmarks : Fault
    {
        /// <inheritdoc/>
        public override string Name => "no-bookmarks";

        internal override FaultTarget Target => FaultTarget.Watch;

        internal override void Print(RuleText text)
        {
        }
    }
}
