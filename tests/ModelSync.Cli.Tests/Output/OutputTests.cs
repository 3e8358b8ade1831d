using System.Text.Json;
using ModelSync.Cli.Commands;
using ModelSync.Cli.Lint;

namespace ModelSync.Cli.Output;

public sealed class OutputTests
{
    [Test]
    public void A_page_is_painted_over_the_last_one_and_cut_to_the_terminal()
    {
        using var output = new StringWriter();
        var page = new LivePage(() => new Screen(output, TextWriter.Null) { IsTerminal = true, Width = 5, Height = 3 });

        page.Show(_ => ["first line", "b"]);
        page.Show(_ => ["first line", "b"]);
        page.Show(_ => ["a", "b", "c"]);

        Assert.That(output.ToString(), Is.EqualTo("firs…\nb\n\e[2A\r\e[Ja\n… an…\n"));
    }

    [Test]
    public void Colours_are_only_there_when_asked_for()
    {
        var line = Line.Of("bad", Tone.Bad).Add(" and plain");

        Assert.That((line.ToText(colours: true), line.ToText(colours: false)), Is.EqualTo(("\e[31mbad\e[0m and plain", "bad and plain")));
    }

    [Test]
    public void Yaml_reads_back_as_the_same_json()
    {
        const string Json = """{"a":"1.0","b":1,"c":"true","d":[],"e":{},"f":[{"g":"x\ny\n"},{"h":null}],"i":"2030-01-01","j":"- k","l":" m ","n":"","o":"a: b","p":0.5,"q":"~","r":"é ≤"}""";
        using var document = JsonDocument.Parse(Json);

        var yaml = YamlText.Of(document.RootElement);
        var node = YamlDocuments.Read(yaml)[0];

        using var again = JsonDocument.Parse(YamlJson.Of(node));
        Assert.That(JsonElement.DeepEquals(again.RootElement, document.RootElement), yaml);
    }

    [Test]
    public void Get_shows_a_row_for_each_rollout() => Assert.That(
        string.Join('\n', GetCommand.Table([Samples.Waiting("AwaitingPromotion"), Samples.RolledBack()], Samples.Now, hasNamespaces: true, isWide: true)),
        Is.EqualTo(
            """
            NAMESPACE   NAME    PHASE          VERSION   STABLE   STEP   WEIGHT   AGE   STRATEGY   TRAFFIC      REPLICAS   REASON
            shop        fraud   ‖ Paused       2.0.0     1.0.0    2/4    20 %     10m   Canary     GatewayAPI
            shop        fraud   ✖ RolledBack   2.0.0     1.0.0                    10m   Canary     GatewayAPI              RolledBack
            """));

    [Test]
    public void History_marks_what_serves() => Assert.That(
        string.Join('\n', HistoryCommand.Table(Samples.Promoted(), Samples.Now, isWide: false)),
        Is.EqualTo(
            """
                VERSION   REVISION     OUTCOME    ENDED   TOOK   REASON
            *   2.0.0     mtr6sz4p9q   Promoted
                1.5.0     x            Aborted
                1.0.0     c8bmqw99kh   Promoted
            """));

    [TestCase(5, "5s")]
    [TestCase(312, "5m12s")]
    [TestCase(3600, "60m")]
    [TestCase(14400, "4h")]
    [TestCase(400_000, "4d")]
    [TestCase(-3, "0s")]
    public void Ages_are_short(int seconds, string text) => Assert.That(ShortTime.Of(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));
}
