using System.Net;
using ModelSync.Kubernetes.Config;
using ModelSync.Registries.Credentials;

namespace ModelSync.Registries.Tests;

/// <summary>A test with a fake registry, and a client that may talk to it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public abstract class RegistryTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60), TimeProvider.System);
    private readonly List<IDisposable> _clients = [];

    private protected FakeRegistry Registry { get; private set; } = null!;

    protected CancellationToken Ct => _limit.Token;

    [SetUp]
    public async Task StartAsync() => Registry = await FakeRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await Registry.DisposeAsync();
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected ArtifactRegistry Client(Func<RegistryOptions, RegistryOptions>? change = null, TimeProvider? time = null)
    {
        var options = new RegistryOptions
        {
            PlainHttp = new HashSet<string>(StringComparer.Ordinal) { Registry.Host },
            Addresses = new AddressPolicy(AllowLoopback: true),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            UnreachablePause = TimeSpan.FromTicks(1),
        };
        var client = new ArtifactRegistry(change?.Invoke(options) ?? options, time ?? TimeProvider.System, static () => 0.5);
        _clients.Add(client);
        return client;
    }

    private protected Keyring Keyring(string? host = null, string user = FakeRegistry.User, string password = FakeRegistry.Password, string? identity = null)
    {
        Assert.That(RegistryPlace.TryParse(host ?? Registry.Host, out var place), Is.True);
        var credential = new RegistryCredential { Origin = "pull", Username = user, Password = password, IdentityToken = identity };
        return new Keyring([new KeyringEntry(place!, credential)], []);
    }

    private protected static RegistryFailure Failure<T>(RegistryResult<T> result, RegistryProblem expected)
        where T : class
    {
        Assert.That(result.IsKnown, Is.False);
        Assert.That(result.Failure!.Problem, Is.EqualTo(expected), result.Failure.Message);
        Assert.That(result.Failure.Message, Does.Not.Contain("hunter2").And.Not.Contain("secret text").And.Contain(":"));
        return result.Failure;
    }

    private protected static RegistryManifest Manifest(RegistryResult<RegistryManifest> result)
    {
        Assert.That(result.IsKnown, Is.True, result.Failure?.Message);
        return result.Value!;
    }

    private protected static Task<bool> Say(Microsoft.AspNetCore.Http.HttpContext http, HttpStatusCode status)
    {
        http.Response.StatusCode = (int)status;
        return Task.FromResult(true);
    }
}
