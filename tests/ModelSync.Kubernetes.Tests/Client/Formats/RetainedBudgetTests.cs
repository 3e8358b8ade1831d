using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Kubernetes.Tests.Client.Formats;

/// <summary>
/// What a Deployment of the fixture keeps for as long as it is in a cache (DESIGN section 9). A growth of a tenth fails. The heap is the whole process's: these
/// tests run alone, and the least of several measurements counts.
/// </summary>
[NonParallelizable]
public sealed class RetainedBudgetTests
{
    private const int Objects = 2000;
    private const int Rounds = 3;
    private const double Headroom = 1.10;

    [TestCase("protobuf", 2300)]
    [TestCase("json", 2720)]
    public void A_typed_deployment_keeps_no_more_than_its_budget(string format, int budget) => AssertRetains(ResourceType.Of<Deployment>().Codec, format, budget);

    [TestCase("protobuf", 900)]
    [TestCase("json", 900)]
    public void The_metadata_of_a_deployment_keep_no_more_than_their_budget(string format, int budget) =>
        AssertRetains(ResourceType.Metadata(Deployment.Resource).Codec, format, budget);

    private static void AssertRetains<T>(ResourceCodec<T> codec, string format, int budget)
        where T : class, IKubernetesObject
    {
        var rounds = Enumerable.Range(0, Rounds).Select(round => Measure(codec, format, first: round * Objects)).ToArray();

        TestContext.Out.WriteLine($"{string.Join(", ", rounds.Select(each => $"{each:0}"))} bytes for each");
        Assert.That(rounds.Min(), Is.LessThanOrEqualTo(budget * Headroom).And.GreaterThan(budget / 2.0), "bytes for each; a figure far below the budget means that the budget can be lowered");
    }

    private static double Measure<T>(ResourceCodec<T> codec, string format, int first)
        where T : class, IKubernetesObject
    {
        var inputs = Enumerable.Range(first, Objects).Select(number => format == "json" ? DeploymentFixture.Json(number) : DeploymentProtobufFixture.Message(number)).ToArray();
        var kept = new T[Objects];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < Objects; number++)
        {
            kept[number] = format == "json" ? codec.DecodeJson(inputs[number]) : codec.DecodeProtobuf(default, inputs[number]);
        }

        var retained = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(kept);
        GC.KeepAlive(inputs);
        return retained / (double)Objects;
    }
}
