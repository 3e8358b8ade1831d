namespace ModelSync.Image;

/// <summary>What these tests ask of a machine, which build/test.sh looks at, too, before it runs them.</summary>
[SetUpFixture]
public sealed class Machine
{
    /// <summary>Says why nothing can be tried here, before each test fails in a way of its own.</summary>
    [OneTimeSetUp]
    public void CheckMachine()
    {
        Assert.That(Environment.UserName, Is.EqualTo("root"), "these tests take root: they mount file systems, run containers and make networks");
        Assert.That(OperatorImage.ArchivePath, Does.Exist, "there is no image: run build/image.sh first");
    }
}
