namespace ModelSync.Quickstart.View;

public sealed class LiveScreenTests
{
    [Test]
    public void A_panel_is_painted_over_the_last_one()
    {
        using var output = new StringWriter();
        var screen = new LiveScreen(output, () => 100);
        screen.Paint(["one", "two"]);
        output.GetStringBuilder().Clear();

        screen.Paint(["three"]);

        Assert.That(output.ToString(), Is.EqualTo("\r\e[2Athree\e[K\n\e[J"));
    }

    [Test]
    public void A_line_comes_above_the_panel()
    {
        using var output = new StringWriter();
        var screen = new LiveScreen(output, () => 100);
        screen.Paint(["panel"]);
        output.GetStringBuilder().Clear();

        screen.Line("line");

        Assert.That(output.ToString(), Is.EqualTo("\r\e[1A\e[Jline\npanel\e[K\n\e[J"));
    }

    [Test]
    public void A_line_that_a_person_types_is_painted_over_once()
    {
        using var output = new StringWriter();
        var screen = new LiveScreen(output, () => 100);
        screen.Paint(["panel"]);
        screen.Scrolled();
        output.GetStringBuilder().Clear();

        screen.Paint(["panel"]);
        screen.Paint([]);

        Assert.That(output.ToString(), Is.EqualTo("\r\e[2Apanel\e[K\n\e[J\r\e[1A\e[J"));
    }

    [TestCase(0, 79)]
    [TestCase(20, 39)]
    [TestCase(132, 131)]
    public void A_terminal_that_does_not_tell_its_size_has_the_usual_one(int columns, int width) =>
        Assert.That(new LiveScreen(TextWriter.Null, () => columns).Width, Is.EqualTo(width));
}
