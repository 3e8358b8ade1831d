using ModelSync.Reference.Reasons;

namespace ModelSync.Reference.Tests;

/// <summary>Every reason of the code has a place, a meaning and, where it stands for trouble, a remedy.</summary>
public sealed class ReasonBookTests
{
    [Test]
    public void Nothing_is_left_out() => Assert.That(ReasonBook.Gaps(), Is.Empty);

    [Test]
    public void A_constant_without_a_meaning_is_refused() =>
        Assert.That(() => ReasonSource.Of(typeof(Undocumented)), Throws.InvalidOperationException.With.Message.Contains("Undocumented.Mute has no summary"));

    [Test]
    public void A_constant_is_read_with_its_meaning_and_its_remedy() =>
        Assert.That(ReasonSource.Of(typeof(Documented)), Is.EqualTo(new[] { new ReasonText("Loud", "It says so.", "Call `kubectl`."), new ReasonText("Calm", "It says nothing.", null) }));

    private static class Undocumented
    {
        public const string Mute = "Mute";
    }

    private static class Documented
    {
        /// <summary>It says so.</summary>
        /// <remarks>Call <c>kubectl</c>.</remarks>
        public const string Loud = "Loud";

        /// <summary>It says nothing.</summary>
        public const string Calm = "Calm";
    }
}
