namespace ModelSync.Quickstart.Arguments;

public sealed class ArgumentParserTests
{
    [Test]
    public void Nothing_is_a_playground_that_stays_for_whom_a_terminal_has()
    {
        var run = Run();

        Assert.Multiple(() =>
        {
            Assert.That(run.Context, Is.Null);
            Assert.That(run.Keep, Is.Null);
            Assert.That(run.Remove, Is.True);
        });
    }

    [Test]
    public void Options_come_with_a_space_or_an_equals_sign()
    {
        var run = Run("--context", "prod", "--image=models.example/server:1", "--port", "9000", "--yes", "true", "--keep=false", "--remove=false");

        Assert.That(run, Is.EqualTo(new QuickstartArguments.Run
        {
            Context = "prod",
            Image = "models.example/server:1",
            Port = 9000,
            Yes = true,
            Keep = false,
            Remove = false,
        }));
    }

    [Test]
    public void An_empty_value_is_none() => Assert.That(Run("--context", ""), Is.EqualTo(new QuickstartArguments.Run()));

    [TestCase("--keep is \"maybe\": give true or false", "--keep", "maybe")]
    [TestCase("--port is \"0\": give a port from 1 to 65535", "--context", "c", "--port", "0")]
    [TestCase("there is no option --colour", "--colour", "red")]
    [TestCase("--image and --port are for a cluster", "--image", "nginx")]
    [TestCase("--yes is for a cluster", "--yes", "true")]
    [TestCase("--remove is for a cluster", "--remove", "false")]
    public void What_cannot_be_used_is_told_with_its_remedy(string error, params string[] arguments) =>
        Assert.That(((QuickstartArguments.Invalid)ArgumentParser.Parse(arguments)).Error, Does.StartWith(error));

    [TestCase("-h")]
    [TestCase("--help")]
    public void Help_is_help(string argument) => Assert.That(ArgumentParser.Parse([argument]), Is.TypeOf<QuickstartArguments.Help>());

    private static QuickstartArguments.Run Run(params string[] arguments) => (QuickstartArguments.Run)ArgumentParser.Parse(arguments);
}
