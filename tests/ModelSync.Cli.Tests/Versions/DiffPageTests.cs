namespace ModelSync.Cli.Versions;

public sealed class DiffPageTests
{
    [Test]
    public void It_shows_what_changed_and_what_that_demands()
    {
        var older = Samples.Version("1.0.0", """,'parameters':{'threshold':'0.7'},'metrics':{'accuracy':'0.95'},'schema':{'inputs':[{'name':'x','datatype':'FP32','shape':[-1]}]}""".Replace('\'', '"'));
        var newer = Samples.Version("2.0.0", """,'parameters':{'threshold':'0.8'},'metrics':{'accuracy':'0.96'},'schema':{'inputs':[{'name':'x','datatype':'FP64','shape':[-1]}]}""".Replace('\'', '"'));

        Assert.That(string.Join('\n', DiffPage.Of(older, newer).Lines()), Is.EqualTo(
            """
            fraud-detector 1.0.0 → 2.0.0

            FIELD                       WHAT                                                      DEMANDS
            components[weights]         changed from sha256:100000000000 to sha256:200000000000   patch
            parameters[threshold]       changed from 0.7 to 0.8                                   patch
            schema.inputs[x].datatype   changed from FP32 to FP64                                 major
            metrics[accuracy]           changed from 0.95 to 0.96                                 -

            Demanded: major
            2.0.0 is enough, and the smallest that is.
            """));
    }

    [Test]
    public void A_step_that_is_too_small_is_told()
    {
        var page = DiffPage.Of(Samples.Version("2.0.0"), Samples.Version("1.0.0"));

        Assert.That(page.IsTooSmall);
        Assert.That(string.Join('\n', page.Lines()), Does.EndWith("1.0.0 is too small a step from 2.0.0: components[weights] changed: use 2.0.1 or higher"));
    }

    [Test]
    public void The_same_is_the_same() =>
        Assert.That(string.Join('\n', DiffPage.Of(Samples.Version("1.0.0"), Samples.Version("1.0.0")).Lines()), Does.EndWith("Nothing differs that callers, answers or data could tell."));

    [Test]
    public void Versions_stand_in_their_order_and_are_found_by_name_or_number()
    {
        var all = VersionReader.Sorted([Samples.Version("1.10.0"), Samples.Version("1.9.0"), Samples.Version("1.9.0", model: "churn")]);

        Assert.Multiple(() =>
        {
            Assert.That(all.Select(version => version.Metadata.Name), Is.EqualTo(new[] { "churn-1.9.0", "fraud-detector-1.9.0", "fraud-detector-1.10.0" }));
            Assert.That(VersionReader.Find(all, "1.10.0", null, "shop").Metadata.Name, Is.EqualTo("fraud-detector-1.10.0"));
            Assert.That(VersionReader.Find(all, "churn-1.9.0", null, "shop").Spec!.Model, Is.EqualTo("churn"));
            Assert.That(() => VersionReader.Find(all, "1.9.0", null, "shop"), Throws.TypeOf<CliException>().With.Message.EqualTo("several models have a version 1.9.0: name one with --model, churn or fraud-detector"));
            Assert.That(() => VersionReader.Find(all, "churn-1.9.9", null, "shop"), Throws.TypeOf<CliException>().With.Message.EqualTo("there is no ModelVersion churn-1.9.9 in namespace shop; did you mean \"churn-1.9.0\"?"));
        });
    }
}
