using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gathering;
using Moq;

namespace ModelSync.Operator.Tests.Gathering;

/// <summary>Ten rollouts at once leave what was withdrawn, and asking costs as much as there are of these.</summary>
internal sealed class EvictionSlotsTests
{
    [TestCase(9, true)]
    [TestCase(10, false)]
    [TestCase(12, false)]
    public void A_rollout_moves_while_fewer_than_ten_others_do(int moving, bool expected) =>
        Assert.That(EvictionSlots.MayEvict(Cache(moving), Key("mine")), Is.EqualTo(expected));

    [Test]
    public void One_that_moves_already_goes_on() => Assert.That(EvictionSlots.MayEvict(Cache(12), Key("other-11")), Is.True);

    [Test]
    public void A_rollout_of_the_same_name_elsewhere_is_another() =>
        Assert.That(EvictionSlots.MayEvict(Cache(12), new NamespacedName("elsewhere", "other-11")), Is.False);

    [Test]
    public void Those_are_counted_that_have_traffic_to_move_off_something_withdrawn()
    {
        var moving = Moving("a");
        Assert.Multiple(() =>
        {
            Assert.That(Values(moving), Has.Exactly(1).Items);
            Assert.That(Values(moving with { Status = new ModelRolloutStatus() }), Is.Empty);
            Assert.That(Values(moving with { Status = null }), Is.Empty);
            Assert.That(Values(Trial(RolloutPace.Stepwise, CandidateStage.Progressing)), Is.Empty);
            Assert.That(Values(Trial(RolloutPace.Return, CandidateStage.Baking)), Has.Exactly(1).Items);
            Assert.That(Values(Trial(RolloutPace.Return, CandidateStage.Returning)), Is.Empty);
        });
    }

    [Test]
    public void The_caches_of_rollouts_have_the_index() =>
        Assert.That(Caches().OfModelRollouts.Indexes, Does.Contain(EvictionSlots.Index));

    private static RolloutCaches Caches() => new(new ServingKinds { EndpointSlices = EndpointSlice.Resource }, namespaces: null);

    // Strict: a list of all rollouts would fail.
    private static ICache<ModelRollout> Cache(int moving)
    {
        var all = Enumerable.Range(0, moving).Select(i => Moving($"other-{i}")).Append(Trial(RolloutPace.Stepwise, CandidateStage.Progressing)).ToList();
        var cache = new Mock<ICache<ModelRollout>>(MockBehavior.Strict);
        cache.Setup(one => one.ByIndex(EvictionSlots.Index, It.IsAny<string>()))
            .Returns((CacheIndex<ModelRollout> index, string value) => [.. all.Where(one => index.ValuesOf(one).Contains(value))]);
        return cache.Object;
    }

    private static IEnumerable<string> Values(ModelRollout rollout) => EvictionSlots.Index.ValuesOf(rollout);

    private static ModelRollout Moving(string name) => Trial(RolloutPace.Return, CandidateStage.Progressing, name);

    private static ModelRollout Trial(RolloutPace pace, CandidateStage stage, string name = "a") => new()
    {
        Metadata = new ObjectMeta { Namespace = "shop", Name = name },
        Status = new ModelRolloutStatus { Candidate = new CandidateStatus { Pace = pace, Stage = stage } },
    };

    private static NamespacedName Key(string name) => new("shop", name);
}
