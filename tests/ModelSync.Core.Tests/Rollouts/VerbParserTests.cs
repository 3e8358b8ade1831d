using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts.Planning;

namespace ModelSync.Core.Tests.Rollouts;

public sealed class VerbParserTests
{
    [TestCase("revision=r2;id=a", "r2", "a")]
    [TestCase("id=a;revision=r2", "r2", "a")]
    [TestCase(" revision = r2 ; id = a=b ;", "r2", "a=b")]
    public void TryParseAbort_WellFormed_IsRead(string text, string revision, string id)
    {
        Assert.That(VerbParser.TryParseAbort(text, out var verb, out var error), Is.True, error);
        Assert.That(verb, Is.EqualTo(new Verb(RolloutVerb.Abort, id, revision, To: null)));
        Assert.That(error, Is.Null);
    }

    [TestCase("promote;revision=r2;id=a", RolloutVerb.Promote, null)]
    [TestCase("promote-full;revision=r2;id=a", RolloutVerb.PromoteFull, null)]
    [TestCase("retry;revision=r2;id=a", RolloutVerb.Retry, null)]
    [TestCase("undo;revision=r2;id=a", RolloutVerb.Undo, null)]
    [TestCase("undo;revision=r2;id=a;to=r0", RolloutVerb.Undo, "r0")]
    public void TryParseAction_WellFormed_IsRead(string text, RolloutVerb kind, string? to)
    {
        Assert.That(VerbParser.TryParseAction(text, out var verb, out var error), Is.True, error);
        Assert.That(verb, Is.EqualTo(new Verb(kind, "a", "r2", to)));
        Assert.That(error, Is.Null);
    }

    [TestCase("", "\"\" lacks revision=… or id=…: name the revision that is meant, and an id of your own for this request")]
    [TestCase("revision=r2", "\"revision=r2\" lacks revision=… or id=…: name the revision that is meant, and an id of your own for this request")]
    [TestCase("id=a", "\"id=a\" lacks revision=… or id=…: name the revision that is meant, and an id of your own for this request")]
    [TestCase("revision=r2;id=a;now=yes", "\"revision=r2;id=a;now=yes\" has a part that is not known: only revision, id, and for undo to")]
    [TestCase("revision=r2;id=a;to=r0", "\"revision=r2;id=a;to=r0\" has a part that is not known: only revision, id, and for undo to")]
    [TestCase("revision=r2;id=a;id=b", "\"id=b\" is not NAME=VALUE, or stands there twice")]
    [TestCase("revision;id=a", "\"revision\" is not NAME=VALUE, or stands there twice")]
    [TestCase("=r2;id=a", "\"=r2\" is not NAME=VALUE, or stands there twice")]
    [TestCase("revision=;id=a", "\"revision=\" is not NAME=VALUE, or stands there twice")]
    public void TryParseAbort_Malformed_SaysWhat(string text, string expected)
    {
        Assert.That(VerbParser.TryParseAbort(text, out var verb, out var error), Is.False);
        Assert.That(verb, Is.Null);
        Assert.That(error, Is.EqualTo(expected));
    }

    [TestCase("stop;revision=r2;id=a", "\"stop\" is no verb: write promote, promote-full, retry or undo, as in \"promote;revision=R;id=X\"")]
    [TestCase("", "\"\" is no verb: write promote, promote-full, retry or undo, as in \"promote;revision=R;id=X\"")]
    [TestCase("promote", "\"promote\" lacks revision=… or id=…: name the revision that is meant, and an id of your own for this request")]
    [TestCase("promote;revision=r2;id=a;to=r0", "\"promote;revision=r2;id=a;to=r0\" has a part that is not known: only revision, id, and for undo to")]
    public void TryParseAction_Malformed_SaysWhat(string text, string expected)
    {
        Assert.That(VerbParser.TryParseAction(text, out var verb, out var error), Is.False);
        Assert.That(verb, Is.Null);
        Assert.That(error, Is.EqualTo(expected));
    }

    [Test]
    public void Texts_are_read_up_to_512_characters_and_cut_in_messages_after_60()
    {
        var longest = "revision=r2;id=" + new string('x', 497);
        Assert.That(VerbParser.TryParseAbort(longest, out _, out _), Is.True);
        Assert.That(VerbParser.TryParseAbort(longest + "x", out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo("it has 513 characters: at most 512 are read"));
        Assert.That(VerbParser.TryParseAction(new string('y', 60), out _, out var whole), Is.False);
        Assert.That(whole, Does.StartWith($"\"{new string('y', 60)}\" is no verb"));
        Assert.That(VerbParser.TryParseAction(new string('y', 61), out _, out var cut), Is.False);
        Assert.That(cut, Does.StartWith($"\"{new string('y', 60)}…\" is no verb"));
    }

    [Test]
    public void IdOf_SameText_IsTheSameAndShortForEver()
    {
        Assert.That(VerbParser.IdOf("now"), Is.Not.EqualTo(VerbParser.IdOf("now ")));
        Assert.That(VerbParser.IdOf(""), Is.EqualTo("invalid-cbf29ce484222325"));
        Assert.That(VerbParser.IdOf("a"), Is.EqualTo("invalid-af63dc4c8601ec8c"));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool Any_text_is_read_or_refused_with_words(string? text)
    {
        var action = VerbParser.TryParseAction(text ?? "", out var verb, out var error);
        var abort = VerbParser.TryParseAbort(text ?? "", out var other, out var complaint);
        return action == (verb is not null) && action == (error is null) && abort == (other is not null) && abort == (complaint is null);
    }
}
