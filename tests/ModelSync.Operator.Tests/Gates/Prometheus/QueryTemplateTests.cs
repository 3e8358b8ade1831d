using ModelSync.Operator.Gates.Prometheus;

namespace ModelSync.Operator.Tests.Gates.Prometheus;

internal sealed class QueryTemplateTests
{
    [TestCase("rate(x{r=\"{{a}}\"}[{{w}}])", "v1", "rate(x{r=\"v1\"}[60s])")]
    [TestCase("x{r=\"{{a}}\"}", "\"} or vector(1) #", "x{r=\"\\\"} or vector(1) #\"}")]
    [TestCase("x{r='{{a}}'}", "'} or vector(1) #", "x{r='\\'} or vector(1) #'}")]
    [TestCase("x{r=\"{{a}}\"}", "\\\"", "x{r=\"\\\\\\\"\"}")]
    [TestCase("x{r=\"{{a}}\"}", "a\nb\u0001", "x{r=\"a\\nb\\u0001\"}")]
    [TestCase("x{r=`{{a}}`}", "a\"b\\", "x{r=`a\"b\\`}")]
    [TestCase("x{r=\"\\\"{{a}}\"}", "v", "x{r=\"\\\"v\"}", Description = "an escaped quote of the author does not end the text")]
    [TestCase("x{r=\"'{{a}}\"}", "v\"", "x{r=\"'v\\\"\"}", Description = "the other kind of quote does not begin one")]
    [TestCase("x > {{a}}", "-0.5", "x > -0.5")]
    [TestCase("{{a}}_total", "http:requests", "http:requests_total")]
    [TestCase("x offset {{a}}", "5m", "x offset 5m")]
    [TestCase("x # {{a}}\n+ y{r=\"{{a}}\"}", "it's", "x # it's\n+ y{r=\"it's\"}")]
    public void Values_are_escaped_for_where_they_stand(string template, string value, string query) =>
        Assert.That(QueryTemplate.Render(template, name => name == "a" ? value : name == "w" ? "60s" : null), Is.EqualTo((query, (string?)null)));

    [TestCase("x > {{a}}", "1 or vector(1)")]
    [TestCase("x{{{a}}}", "r=\"x\"")]
    [TestCase("x > {{a}}", "1)")]
    [TestCase("x > {{a}}", "")]
    [TestCase("x > {{a}}", "1#")]
    [TestCase("x > {{a}}", "--1")]
    [TestCase("x{r=`{{a}}`}", "`} or vector(1) #")]
    [TestCase("x # {{a}}", "y\n or vector(1)")]
    public void What_would_change_the_query_is_refused(string template, string value)
    {
        var (query, problem) = QueryTemplate.Render(template, _ => value);
        Assert.That(query, Is.Null);
        Assert.That(problem, Does.Contain("{{").And.Contain("double quotes"));
        Assert.That(problem, Does.Not.Contain("vector"), "a value may hold anything");
    }

    [TestCase("x{r=\"{{b}}\"}", "{{b}}")]
    [TestCase("x{r=\"{{a\"}", "{{…}}")]
    public void A_name_without_a_value_is_named(string template, string named) =>
        Assert.That(QueryTemplate.Render(template, name => name == "a" ? "v" : null).Problem, Does.Contain(named));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void However_a_value_looks_a_quoted_text_ends_where_its_author_ended_it(string? value)
    {
        foreach (var quote in "\"'")
        {
            var (query, _) = QueryTemplate.Render($"x{{r={quote}{{{{a}}}}{quote}}}", _ => value ?? string.Empty);
            Assert.That(query, Does.StartWith($"x{{r={quote}").And.EndWith($"{quote}}}"));
            var inside = query![5..^2];
            for (var i = 0; i < inside.Length; i++)
            {
                Assert.That(inside[i], Is.Not.EqualTo(quote).And.Not.EqualTo('\n'));
                i += inside[i] == '\\' ? 1 : 0;
                Assert.That(i, Is.LessThan(inside.Length), "no backslash is left over");
            }
        }
    }
}
