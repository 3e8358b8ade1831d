using ModelSync.Api.Validation;

namespace ModelSync.Api.Tests.Validation;

public sealed class PatternCacheTests
{
    [TestCase("^a$", "a", true)]
    [TestCase("^a$", "a\n", false)]
    [TestCase("^(a$|b)", "a\n", false)]
    [TestCase("^(a$|b)", "b\n", true)]
    [TestCase(@"^a\$$", "a$", true)]
    [TestCase(@"^a\$$", "a$\n", false)]
    [TestCase("^[$]$", "$", true)]
    public void The_end_of_the_text_is_where_the_API_server_sees_it(string pattern, string text, bool fits) =>
        Assert.That(PatternCache.Of(pattern).IsMatch(text), Is.EqualTo(fits));
}
