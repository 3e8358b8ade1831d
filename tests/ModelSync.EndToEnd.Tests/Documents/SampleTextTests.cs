namespace ModelSync.EndToEnd.Documents;

/// <summary>Documents show what is compiled and run in this folder, and nothing else.</summary>
public sealed class SampleTextTests
{
    [TestCase("docs/kubernetes-client.md", "client", "ClientSample.cs")]
    [TestCase("docs/controller-runtime.md", "reconciler", "TeamReconciler.cs")]
    [TestCase("docs/controller-runtime.md", "operator", "OperatorSample.cs")]
    public void A_document_shows_the_sample_that_is_compiled_here(string document, string name, string file) =>
        Assert.That(ShownSamples.Shown(document, name), Is.EqualTo(ShownSamples.Sample(file, name)).And.Not.Empty);
}
