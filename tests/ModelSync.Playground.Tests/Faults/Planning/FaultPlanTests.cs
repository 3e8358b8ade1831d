using System.Text.Json;
using ModelSync.Playground.Faults.Planning;
using ModelSync.Playground.Faults.Rules;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Faults.Planning;

internal sealed class FaultPlanTests
{
    private static readonly ApiRequest Get = new() { Verb = "get", Path = "/api/v1/nodes/n", Query = "?pretty=1", Resource = "nodes", Name = "n", User = "alice", Agent = "kubectl" };

    private readonly ManualTimeProvider _time = new();
    private FaultPlan _plan = null!;

    [SetUp]
    public void Start() => _plan = new FaultPlan(7, FaultLog.InMemory(_time), _time);

    [TearDown]
    public async Task Stop() => await _plan.Log.DisposeAsync();

    [Test]
    public void What_goes_on_is_added_up_until_something_ends_the_exchange()
    {
        Array.ForEach(["latency delay=1s", "goaway", "503", "latency delay=2s", "500"], rule => _plan.Add(rule));
        Assert.That(_plan.Decide(Get).Select(injection => injection.What), Is.EqualTo(new[] { "latency delay=1s", "goaway", "503" }));
        Assert.That(_plan.Faults.Select(fault => fault.Matches), Is.EqualTo(new[] { 1, 1, 1, 0, 0 }));
    }

    [Test]
    public void A_duration_begins_when_the_rule_is_added()
    {
        _plan.Add("503 duration=10s");
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.That(_plan.Decide(Get), Has.Count.EqualTo(1));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(_plan.Decide(Get), Is.Empty);
        Assert.That(_plan.Faults.Single().IsOver, Is.True);
    }

    [Test]
    public void A_rule_that_is_taken_away_does_nothing_more_and_its_number_is_not_given_again()
    {
        var first = _plan.Add("503");
        Assert.That(_plan.Remove(first.Id), Is.True);
        Assert.That(_plan.Remove(first.Id), Is.False);
        Assert.That(_plan.Add("500").Id, Is.EqualTo(first.Id + 1));
        _plan.Clear();
        Assert.That(_plan.Decide(Get), Is.Empty);
        Assert.That(_plan.Faults, Is.Empty);
    }

    [Test]
    public void There_is_a_limit_to_rules()
    {
        for (var i = 0; i < FaultPlan.MostRules; i++)
        {
            _plan.Add("503");
        }

        Assert.That(() => _plan.Add("503"), Throws.InvalidOperationException.With.Message.Contains("clear the plan"));
    }

    [Test]
    public void Rules_of_connections_befall_no_requests_and_those_of_requests_no_connections()
    {
        _plan.Add("tls-failure");
        Assert.That(_plan.Decide(Get), Is.Empty);
        Assert.That(_plan.DecideConnection()!.Fault, Is.InstanceOf<Fault.TlsFailure>());
        _plan.Clear();
        _plan.Add("503");
        Assert.That(_plan.DecideConnection(), Is.Null);
    }

    [Test]
    public void About_so_many_are_befallen_as_the_probability_says()
    {
        _plan.Add("503 probability=0.2");
        var befallen = Enumerable.Range(0, 10_000).Count(_ => _plan.Decide(Get).Count > 0);

        // Always the same number, for the seed is.
        Assert.That(befallen, Is.InRange(1840, 2160));
    }

    [Test]
    public async Task A_log_file_holds_every_injection_in_order_as_a_line_of_json()
    {
        using var folder = new TemporaryFolder();
        var path = folder["faults.jsonl"];
        var plan = new FaultPlan(ulong.MaxValue, FaultLog.ToFile(path, _time), _time);
        plan.Add("latency delay=1s..2s");
        plan.Add("tls-failure");
        Parallel.For(0, 500, _ => plan.Decide(Get));
        plan.DecideConnection();
        await plan.Log.DisposeAsync();

        var lines = (await File.ReadAllLinesAsync(path)).Select(line => JsonSerializer.Deserialize(line, FaultLogJson.Default.FaultLogEntry)!).ToArray();
        Assert.That(lines, Is.EqualTo(plan.Log.Entries));
        Assert.That(lines.Select(line => line.Number), Is.EqualTo(Enumerable.Range(1, 501)));
        Assert.That((lines[0].Seed, lines[0].RuleId, lines[0].Rule, lines[0].Match), Is.EqualTo((ulong.MaxValue, 1, "latency delay=1s..2s", 0L)));
        Assert.That((lines[0].Verb, lines[0].Target, lines[0].User, lines[0].Agent), Is.EqualTo(("get", "/api/v1/nodes/n?pretty=1", "alice", "kubectl")));
        Assert.That(lines[^1].Target, Is.Null);
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(() => FaultLog.ToFile(path, _time), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void The_memory_of_a_log_has_an_end()
    {
        _plan.Add("goaway");
        for (var i = 0; i < FaultLog.Kept + 10; i++)
        {
            _plan.Decide(Get);
        }

        Assert.That(_plan.Log.Count, Is.EqualTo(FaultLog.Kept + 10));
        Assert.That(_plan.Log.Entries, Has.Count.EqualTo(FaultLog.Kept));
        Assert.That(_plan.Log.Entries[0].Number, Is.EqualTo(11));
    }
}
