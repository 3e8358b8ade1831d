using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Kubernetes.Tests.Client.Formats;

/// <summary>
/// What a cached Deployment of the fixture costs (DESIGN section 9). A growth of a tenth fails: whoever adds a field to a model sees here what that costs
/// a cache of thousands. What is measured is this thread's own, so that other tests do not disturb it.
/// </summary>
public sealed class MemoryBudgetTests
{
    private const int Objects = 400;
    private const double Headroom = 1.10;

    [TestCase("protobuf", 2450, TestName = "A_typed_deployment_from_protobuf_allocates_no_more_than_its_budget")]
    [TestCase("json", 5370, TestName = "A_typed_deployment_from_JSON_allocates_no_more_than_its_budget")]
    public void Typed(string format, int budget) => AssertAllocates(ResourceType.Of<Deployment>().Codec, format, budget);

    [TestCase("protobuf", 1035, TestName = "A_deployments_metadata_from_protobuf_allocates_no_more_than_its_budget")]
    [TestCase("json", 1580, TestName = "A_deployments_metadata_from_JSON_allocates_no_more_than_its_budget")]
    public void Metadata(string format, int budget) => AssertAllocates(ResourceType.Metadata(Deployment.Resource).Codec, format, budget);

    private static void AssertAllocates<T>(ResourceCodec<T> codec, string format, int budget)
        where T : class, IKubernetesObject
    {
        // Others are measured than those that warm up, or the texts that each object has for itself would be shared too.
        var inputs = Enumerable.Range(0, 2 * Objects).Select(number => format == "json" ? DeploymentFixture.Json(number) : DeploymentProtobufFixture.Message(number)).ToArray();
        var kept = new T[Objects];
        Decode(from: 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Decode(from: Objects);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Objects;

        TestContext.Out.WriteLine($"{each:0} bytes for each");
        Assert.That(each, Is.LessThanOrEqualTo(budget * Headroom).And.GreaterThan(budget / 2.0), "bytes for each; a figure far below the budget means that the budget can be lowered");

        void Decode(int from)
        {
            for (var number = 0; number < Objects; number++)
            {
                kept[number] = format == "json" ? codec.DecodeJson(inputs[from + number]) : codec.DecodeProtobuf(default, inputs[from + number]);
            }
        }
    }
}
