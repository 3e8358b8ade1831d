using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.EndToEnd.Faults;

/// <summary>One kind of request: how it is prepared, made, and seen to have been carried out.</summary>
/// <param name="Name">As the matrix shows it.</param>
/// <param name="Verb">As rules name it.</param>
/// <param name="MakeAsync">Makes the request.</param>
internal sealed record RequestFeature(string Name, string Verb, Func<CellWorld, CancellationToken, Task> MakeAsync)
{
    private const string PausedSpec =
        """{"paused":true,"replicas":0,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}""";

    /// <summary>What has to be there before.</summary>
    public Func<CellWorld, CancellationToken, Task> PrepareAsync { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>How often it was carried out, where that can be seen.</summary>
    public Func<CellWorld, CancellationToken, Task<int>>? CountAsync { get; init; }

    public bool IsWrite => CountAsync is not null;

    public static RequestFeature[] All { get; } =
    [
        new("get", "get", async (cell, ct) => Assert.That((await cell.Maps.GetAsync(cell.Key, ct))?.Data?["value"], Is.EqualTo("old"))) { PrepareAsync = CreateAsync },
        new("list", "list", async (cell, ct) => Assert.That((await cell.Maps.ListAsync(Own(cell, limit: 2), ct)).Items, Has.Count.EqualTo(5))) { PrepareAsync = CreateFiveAsync },
        new("create", "create", (cell, ct) => cell.Maps.CreateAsync(cell.Map(cell.Agent, "new"), options: null, ct)) { CountAsync = ObjectsAsync },
        new("create by generateName", "create", GenerateAsync) { CountAsync = ObjectsAsync },
        new("update", "update", UpdateAsync) { PrepareAsync = CreateAsync, CountAsync = ChangesAsync },
        new("patch", "patch", PatchAsync) { PrepareAsync = CreateAsync, CountAsync = ChangesAsync },
        new("apply", "apply", (cell, ct) => cell.Maps.ApplyAsync(ApplyConfiguration.From(cell.Map(cell.Agent, "new")), new ApplyOptions("cell"), ct)) { CountAsync = ObjectsAsync },
        new("delete", "delete", (cell, ct) => cell.Maps.DeleteAsync(cell.Key, options: null, ct))
        {
            PrepareAsync = CreateAsync,
            CountAsync = async (cell, ct) => 1 - await ObjectsAsync(cell, ct),
        },
        new("patch status", "patch", PatchStatusAsync) { PrepareAsync = CreateDeploymentAsync, CountAsync = StatusesAsync },
    ];

    public override string ToString() => Name;

    private static ListOptions Own(CellWorld cell, int limit) =>
        new() { Namespace = cell.Namespace, LabelSelector = Kubernetes.Selectors.LabelQuery.Everything.Equal("cell", cell.Agent), Limit = limit };

    private static Task CreateAsync(CellWorld cell, CancellationToken ct) => CellWorld.Truth.CreateAsync(cell.Map(cell.Agent, "old"), options: null, ct);

    private static async Task CreateFiveAsync(CellWorld cell, CancellationToken ct)
    {
        for (var i = 0; i < 5; i++)
        {
            await CellWorld.Truth.CreateAsync(cell.Map($"{cell.Agent}-{i}", "old"), options: null, ct);
        }
    }

    private static Task GenerateAsync(CellWorld cell, CancellationToken ct)
    {
        var map = cell.Map(cell.Agent, "new");
        return cell.Maps.CreateAsync(map with { Metadata = map.Metadata with { Name = null, GenerateName = cell.Agent + "-" } }, options: null, ct);
    }

    private static Task PatchAsync(CellWorld cell, CancellationToken ct) =>
        cell.Maps.PatchAsync(cell.Key, Json.MergePatch("""{"data":{"value":"new"}}"""), options: null, ct);

    private static async Task UpdateAsync(CellWorld cell, CancellationToken ct)
    {
        var dynamic = cell.Client.Dynamic(ConfigMap.Resource);
        var read = await dynamic.GetAsync(cell.Key, ct);
        await dynamic.ReplaceAsync(Json.Object(read!.ToJsonElement().GetRawText().Replace("\"old\"", "\"new\"", StringComparison.Ordinal)), options: null, ct);
    }

    private static Task CreateDeploymentAsync(CellWorld cell, CancellationToken ct) => Cluster.Admin.Dynamic(Deployment.Resource).CreateAsync(
        Json.Object("{\"metadata\":{\"name\":\"" + cell.Agent + "\",\"namespace\":\"" + cell.Namespace + "\"},\"spec\":" + PausedSpec + "}"), options: null, ct);

    private static Task PatchStatusAsync(CellWorld cell, CancellationToken ct) =>
        cell.Client.Resource<Deployment>().Status.PatchAsync(cell.Key, Json.MergePatch("""{"status":{"conditions":[{"type":"Celled","status":"True"}]}}"""), options: null, ct);

    private static async Task<int> StatusesAsync(CellWorld cell, CancellationToken ct) =>
        (await Cluster.Admin.Dynamic(Deployment.Resource).GetAsync(cell.Key, ct)).At("status")?.Contains("Celled", StringComparison.Ordinal) is true ? 1 : 0;

    private static async Task<int> ObjectsAsync(CellWorld cell, CancellationToken ct) => (await CellWorld.Truth.ListAsync(Own(cell, limit: 0), ct)).Items.Count;

    private static async Task<int> ChangesAsync(CellWorld cell, CancellationToken ct) => (await CellWorld.Truth.GetAsync(cell.Key, ct))!.Data!["value"] == "new" ? 1 : 0;
}
