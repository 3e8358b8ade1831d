using ModelSync.Registries.Protocol;

namespace ModelSync.Registries.Tests;

public sealed class AuthChallengeTests
{
    [Test]
    public void A_token_server_is_found_behind_commas_quotes_and_other_schemes()
    {
        var chosen = AuthChallenge.Choose(
        [
            "Basic realm=\"x, y\", charset=UTF-8 , Bearer realm=\"https://auth.example/token?a=1,2\",service=\"reg\\\"istry\", scope=\"repository:a:pull\"",
        ]);

        Assert.That(chosen!.Scheme, Is.EqualTo(AuthChallenge.Bearer));
        Assert.That(chosen["realm"], Is.EqualTo("https://auth.example/token?a=1,2"));
        Assert.That(chosen["service"], Is.EqualTo("reg\"istry"));
        Assert.That(chosen["SCOPE"], Is.EqualTo("repository:a:pull"));
    }

    [Test]
    public void A_password_is_asked_for_where_there_is_no_token_server()
    {
        Assert.That(AuthChallenge.Choose(["Bearer scope=x", "BASIC realm=registry"])!.Scheme, Is.EqualTo(AuthChallenge.Basic));
        Assert.That(AuthChallenge.Choose(["Negotiate", "NTLM abc=="]), Is.Null);
        Assert.That(AuthChallenge.Choose([]), Is.Null);
    }

    [TestCase("")]
    [TestCase("=")]
    [TestCase(",,,")]
    [TestCase("Bearer realm=\"never ends")]
    [TestCase("Bearer realm=")]
    [TestCase("Bearer =x")]
    [TestCase("Bearer realm=\"a\\")]
    public void A_header_with_mistakes_gives_nothing_and_no_exception(string header) =>
        Assert.That(AuthChallenge.Choose([header])?["realm"], Is.Null);

    [Test]
    public void A_header_without_end_costs_nothing() => Assert.That(AuthChallenge.Choose([new string('a', 100_000)]), Is.Null);
}
