namespace ModelSync.EndToEnd.Readme;

/// <summary>README.md shows what is compiled and run in this folder, and nothing else.</summary>
public sealed class SampleTextTests
{
    [TestCase("client", "ClientSample.cs")]
    [TestCase("reconciler", "TeamReconciler.cs")]
    [TestCase("operator", "OperatorSample.cs")]
    public void README_shows_the_sample_that_is_compiled_here(string name, string file) =>
        Assert.That(ReadmeText.Shown(name), Is.EqualTo(ReadmeText.Sample(file, name)).And.Not.Empty);
}
