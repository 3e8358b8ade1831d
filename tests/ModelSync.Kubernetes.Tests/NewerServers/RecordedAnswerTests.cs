using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Client;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.NewerServers;

/// <summary>What a server of 1.36 really answered, read by the client.</summary>
public sealed class RecordedAnswerTests : ClientFixture
{
    private static readonly ResourceInfo Secrets = new("", "v1", "Secret", "secrets");
    private static readonly ResourceInfo TestWidgets = new("test.modelsync.io", "v1", "Widget", "widgets");

    [Test]
    public async Task Discovery_names_kinds_whose_answers_leave_out_group_and_version()
    {
        Server.Expect(HttpMethod.Get, "/api", ScriptedAnswer.Json(Recording.Read("api-aggregated.json")));
        Server.Expect(HttpMethod.Get, "/apis", ScriptedAnswer.Json(Recording.Read("apis-aggregated.json")));

        var served = await Client.Discovery.GetResourcesAsync(Token);

        Assert.That(served.StaleGroups, Is.Empty);
        Assert.That(served.FindPreferred("", "ConfigMap"), Is.EqualTo(new ResourceInfo("", "v1", "ConfigMap", "configmaps")));
        Assert.That(served.FindPreferred("", "Namespace")!.Scope, Is.EqualTo(ResourceScope.Cluster));
        Assert.That(
            served.FindPreferred("apiextensions.k8s.io", "CustomResourceDefinition"),
            Is.EqualTo(new ResourceInfo("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", ResourceScope.Cluster)));
        Assert.That(served.FindPreferred(TestWidgets.Group, "Widget"), Is.EqualTo(TestWidgets));
        Assert.That(served.Find(TestWidgets.Group, "Widget", "v1beta1"), Is.EqualTo(TestWidgets with { Version = "v1beta1" }));
        Assert.That(served.Resources.Any(resource => resource.Kind == "Scale"), Is.False, "subresources are no kinds of their own");
    }

    [Test]
    public async Task The_version_is_read_beside_what_is_emulated()
    {
        Server.Expect(HttpMethod.Get, "/version", ScriptedAnswer.Json(Recording.Read("version.json")));

        var version = await Client.Discovery.GetVersionAsync(Token);

        Assert.That(version.ToString(), Is.EqualTo("v1.36.4"));
        Assert.That(version.IsAtLeast(1, 36) && !version.IsAtLeast(1, 37), Is.True);
    }

    [TestCase("secret-patch-refused.json", "strict decoding error: unknown field \"dataa\"")]
    [TestCase("secret-value-refused.json", "json: cannot unmarshal number into Go struct field Secret.data of type []uint8")]
    [TestCase("secret-strategic-patch-refused.json", "cannot restore slice from int64")]
    public void A_refused_patch_says_why_without_the_object(string recording, string why)
    {
        Server.Expect(HttpMethod.Patch, "/api/v1/namespaces/shop/secrets/web", ScriptedAnswer.Json(Recording.Read(recording), 422));

        var error = Assert.ThrowsAsync<KubernetesApiException>(
            () => Client.Dynamic(Secrets).PatchAsync(Key, Patching.Patch.Merge("{}"u8.ToArray()), options: null, Token))!;

        var cause = error.Status.Details!.Causes!.Single();
        Assert.That(error.IsInvalid, Is.True);
        Assert.That(error.Status.Message, Is.EqualTo(" \"\" is invalid: patch: Invalid value: (the patched object): " + why));
        Assert.That(cause.Message, Is.EqualTo("Invalid value: (the patched object): " + why));
        Assert.That(cause.Field, Is.EqualTo("patch"));
        Assert.That(error.ToString(), Does.Not.Contain("aHVudGVyMg"));
    }

    [Test]
    public void A_quoted_object_that_is_cut_short_is_left_out_all_the_same()
    {
        const string Message = """ \"\" is invalid: patch: Invalid value: \"{\\\"password\\\":\\\"hunter2\\""";
        Server.Expect(HttpMethod.Patch, "/api/v1/namespaces/shop/secrets/web", ScriptedAnswer.Json(StatusJson(422, "Invalid", Message), 422));

        var error = Assert.ThrowsAsync<KubernetesApiException>(
            () => Client.Dynamic(Secrets).PatchAsync(Key, Patching.Patch.Merge("{}"u8.ToArray()), options: null, Token))!;

        Assert.That(error.Status.Message, Is.EqualTo(" \"\" is invalid: patch: Invalid value: (the patched object)"));
    }

    [TestCase(
        """v1.Secret.Data: base64Codec: invalid input, error found in #10 byte of ...|\",\"other\":5},\"kind\":|..., bigger context ...|rsion\":\"v1\",\"data\":{\"kept\":\"hunter2\"},\"kind\":\"Secret\"|...""",
        "v1.Secret.Data: base64Codec: invalid input, error found in #10 byte")]
    [TestCase("error found in #1 byte of ...|hunter2", "error found in #1 byte")]
    public void An_old_decoders_view_of_the_text_is_left_out(string message, string expected)
    {
        Server.Expect(HttpMethod.Post, "/api/v1/namespaces/shop/secrets", ScriptedAnswer.Json(StatusJson(400, "BadRequest", message), 400));

        var error = Assert.ThrowsAsync<KubernetesApiException>(
            () => Client.Dynamic(Secrets).CreateAsync(Dynamic("""{"metadata":{"name":"web","namespace":"shop"}}"""), options: null, Token))!;

        Assert.That(error.Status.Message, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_watch_list_moves_the_cursor_only_at_its_end()
    {
        Server.Expect(HttpMethod.Get, "/apis/test.modelsync.io/v1/widgets", ScriptedAnswer.Json(Recording.Read("watch-list.jsonl")));
        var options = new WatchOptions { SendInitialEvents = true };
        await using var watch = await Client.Dynamic(TestWidgets).WatchAsync(options, Token);

        var cursor = WatchCursor.For(options);
        var positions = new List<string>();
        var names = new List<string?>();
        foreach (var watchEvent in await ReadAllAsync(watch))
        {
            cursor = cursor.After(watchEvent);
            positions.Add(cursor.Position.ToString());
            names.Add(watchEvent.Metadata?.Name);
        }

        // In the order of names, not of versions: "b" at 71 comes after "a" at 72.
        Assert.That(names, Is.EqualTo(new[] { "a", "b", null }));
        Assert.That(positions, Is.EqualTo(new[] { "", "", "72" }));
    }

    [Test]
    public void A_watch_list_that_is_switched_off_is_told_apart_from_a_bad_request()
    {
        Server.Expect(HttpMethod.Get, "/apis/test.modelsync.io/v1/widgets", ScriptedAnswer.Json(Recording.Read("watch-list-refused.json"), 422));

        var error = Assert.ThrowsAsync<KubernetesApiException>(
            () => Client.Dynamic(TestWidgets).WatchAsync(new WatchOptions { SendInitialEvents = true }, Token))!;

        Assert.That(error.IsWatchListUnsupported, Is.True);
    }
}
