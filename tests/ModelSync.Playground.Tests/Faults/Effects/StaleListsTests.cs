using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using ModelSync.Playground.Faults.Effects;
using ModelSync.Playground.Faults.Planning;
using ModelSync.Playground.Faults.Rules;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Faults.Effects;

[CancelAfter(30_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StaleListsTests
{
    // More than are remembered at once.
    private const int Many = 40;
    private const string List = """{"kind": "ConfigMapList", "metadata": {"resourceVersion": "7"}, "items": []}""";

    private readonly FaultPlan _plan;
    private readonly StaleLists _lists;

    public StaleListsTests()
    {
        var time = new ManualTimeProvider();
        _plan = new FaultPlan(seed: 1, FaultLog.InMemory(time), time);
        _lists = new StaleLists(_plan);
    }

    [Test]
    public async Task A_rule_finds_room_for_its_lists_however_many_came_and_went_before(CancellationToken cancellationToken)
    {
        for (var number = 0; number < Many; number++)
        {
            var rule = _plan.Add("stale-list");
            await RememberAsync(rule.Id, "/api/v1/configmaps", List, cancellationToken);
            Assert.That(await ServesAsync(rule.Id, "/api/v1/configmaps", cancellationToken), Is.True, $"rule {rule.Id}");
            _plan.Remove(rule.Id);
        }
    }

    [Test]
    public async Task What_one_rule_remembers_is_bounded(CancellationToken cancellationToken)
    {
        var rule = _plan.Add("stale-list");
        for (var number = 0; number < Many; number++)
        {
            await RememberAsync(rule.Id, $"/api/v1/namespaces/n{number}/configmaps", List, cancellationToken);
        }

        Assert.That(await ServesAsync(rule.Id, "/api/v1/namespaces/n0/configmaps", cancellationToken), Is.True);
        Assert.That(await ServesAsync(rule.Id, $"/api/v1/namespaces/n{Many - 1}/configmaps", cancellationToken), Is.False);
    }

    [TestCase("""{"kind": "ComponentStatusList", "metadata": {}, "items": []}""")]
    [TestCase("""{"items": []}""")]
    [TestCase("[]")]
    public async Task A_list_without_a_version_passes_and_is_not_remembered(string body, CancellationToken cancellationToken)
    {
        var rule = _plan.Add("stale-list");
        Assert.That(await RememberAsync(rule.Id, "/api/v1/componentstatuses", body, cancellationToken), Is.EqualTo(body));
        Assert.That(await ServesAsync(rule.Id, "/api/v1/componentstatuses", cancellationToken), Is.False);
    }

    private static ApiRequest RequestFor(string path) => new() { Verb = "list", Path = path };

    private static StaleLists.ListKey KeyOf(int rule, string path) => StaleLists.KeyOf(rule, RequestFor(path), new DefaultHttpContext());

    private async Task<string?> RememberAsync(int rule, string path, string body, CancellationToken cancellationToken)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await _lists.RememberAsync(KeyOf(rule, path), answer, cancellationToken) is { } read ? Encoding.UTF8.GetString(read) : null;
    }

    private Task<bool> ServesAsync(int rule, string path, CancellationToken cancellationToken) =>
        _lists.TryServeAsync(KeyOf(rule, path), StaleSource.Cache, RequestFor(path), new DefaultHttpContext(), cancellationToken);
}
