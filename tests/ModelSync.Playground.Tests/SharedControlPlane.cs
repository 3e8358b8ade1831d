using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Tests;

/// <summary>The one whole control plane that all tests share which do not break theirs; started by the first that asks for it.</summary>
[SetUpFixture]
internal sealed class SharedControlPlane
{
    private static readonly Lazy<Task<LocalControlPlane>> Started = new(StartAsync);
    private static EgressProxy? _egress;

    public static VirtualNetwork Network { get; } = new();

    /// <summary>A machine that does much else takes minutes for what takes seconds otherwise, and all tests of a fixture would fail with its start.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3);

    public static TokenUser Alice { get; } = TokenUser.Create("alice", "readers");

    public static Task<LocalControlPlane> GetAsync() => Started.Value;

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
        }

        if (_egress is not null)
        {
            await _egress.DisposeAsync();
        }
    }

    private static async Task<LocalControlPlane> StartAsync()
    {
        _egress = EgressProxy.Start(Network, TimeProvider.System);
        var options = new ControlPlaneOptions
        {
            EgressSocket = _egress.SocketPath,
            StartTimeout = Patience,
            Users = [Alice],
            AuditPolicy = """{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": [{"level": "Metadata", "verbs": ["create"]}]}""",
        };
        return await LocalControlPlane.StartAsync(options, CancellationToken.None);
    }
}
