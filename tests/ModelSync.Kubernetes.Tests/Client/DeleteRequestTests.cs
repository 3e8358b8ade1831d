using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What deletes look like on the wire.</summary>
public sealed class DeleteRequestTests : ClientFixture
{
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";

    [Test]
    public async Task Delete_sends_bare_options()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(ConfigMapJson("web")));

        Assert.That((await ConfigMaps.DeleteAsync(Key, options: null, Token)).WasThere, Is.True);
        Assert.That(OnlyRequest.RawQuery, Is.Empty);
        Assert.That(OnlyRequest.Header("Content-Type"), Is.EqualTo("application/json"));
        Assert.That(OnlyRequest.BodyText, Is.EqualTo("""{"apiVersion":"v1","kind":"DeleteOptions"}"""));
    }

    [Test]
    public async Task Pitfall15_Delete_sends_the_identity_that_was_read()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(ConfigMapJson("web")));

        await ConfigMaps.DeleteAsync(Key, new DeleteOptions { Preconditions = Preconditions.SameObject(new ObjectMeta { Uid = "u-1", ResourceVersion = "9" }) }, Token);

        Assert.That(OnlyRequest.BodyText, Is.EqualTo("""{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u-1"}}"""));
    }

    [Test]
    public async Task Delete_sends_every_option()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(ConfigMapJson("web")));

        await ConfigMaps.DeleteAsync(
            Key,
            new DeleteOptions
            {
                Preconditions = new Preconditions("u-1", "9"),
                PropagationPolicy = PropagationPolicy.Foreground,
                GracePeriodSeconds = 0,
                DryRun = true,
            },
            Token);

        Assert.That(
            OnlyRequest.BodyText,
            Is.EqualTo(
                """{"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0,"propagationPolicy":"Foreground","preconditions":{"uid":"u-1","resourceVersion":"9"},"dryRun":["All"]}"""));
    }

    [Test]
    public void Pitfall15_A_precondition_without_uid_would_hold_for_any_object_and_is_refused() =>
        Assert.That(() => Preconditions.SameObject(new ObjectMeta { Name = "web" }), Throws.ArgumentException.With.Message.Contains("uid"));

    [Test]
    public async Task Delete_of_what_is_not_there_says_so()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(StatusJson(404, "NotFound", details: """{"name":"web","kind":"configmaps"}"""), 404));

        Assert.That(await ConfigMaps.DeleteAsync(Key, options: null, Token), Is.EqualTo(DeleteResult.Absent));
    }

    [Test]
    public void Delete_of_an_unknown_kind_throws()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Text(404, "404 page not found\n"));

        Assert.That(async () => await ConfigMaps.DeleteAsync(Key, options: null, Token), Throws.TypeOf<KubernetesApiException>());
    }

    [Test]
    public void Pitfall15_Delete_of_another_object_of_that_name_is_a_conflict()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(StatusJson(409, "Conflict", "Precondition failed: UID in precondition: u-1, UID in object meta: u-2"), 409));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.DeleteAsync(Key, new DeleteOptions { Preconditions = new Preconditions("u-1") }, Token));
        Assert.That(error.IsConflict, Is.True);
    }

    [Test]
    public async Task Delete_of_what_is_gone_at_once_tells_its_uid()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json("""
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Success","details":{"name":"web","kind":"configmaps","uid":"u-1"}}
            """));

        Assert.That(await ConfigMaps.DeleteAsync(Key, options: null, Token), Is.EqualTo(new DeleteResult { WasThere = true, Uid = "u-1" }));
        Assert.That(OnlyRequest.Header("Accept"), Does.Contain("as=PartialObjectMetadata;"), "metadata says what is left, and may be all that a large object sends");
    }

    [TestCase(""","finalizers":["a.b/c"]""", true, TestName = "Delete_of_what_a_finalizer_holds_tells_what_remains")]
    [TestCase(""","deletionGracePeriodSeconds":30""", true, TestName = "Delete_of_what_ends_in_its_grace_period_tells_what_remains")]
    [TestCase("", true, TestName = "Delete_of_a_namespace_tells_what_remains")]
    [TestCase(""","deletionGracePeriodSeconds":0""", false, TestName = "Delete_without_grace_tells_that_nothing_remains")]
    public async Task Delete_answered_by_the_object(string members, bool remains)
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json(
            $$"""{"metadata":{"name":"web","uid":"u-1","resourceVersion":"8","deletionTimestamp":"2026-11-21T10:00:00Z"{{members}} } }"""));

        var result = await ConfigMaps.DeleteAsync(Key, options: null, Token);

        Assert.That(result.Uid, Is.EqualTo("u-1"));
        Assert.That(result.Remaining?.ResourceVersion, Is.EqualTo(remains ? "8" : null));
    }

    [Test]
    public async Task Delete_answered_by_the_last_state_tells_that_nothing_remains()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json("""{"metadata":{"name":"web","uid":"u-1","finalizers":["a.b/c"]}}"""));

        Assert.That(await ConfigMaps.DeleteAsync(Key, options: null, Token), Is.EqualTo(new DeleteResult { WasThere = true, Uid = "u-1" }));
    }

    [Test]
    public void Delete_with_half_an_answer_is_a_broken_connection()
    {
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Json("""{"metadata":{"name":"we"""));

        Assert.That(async () => await ConfigMaps.DeleteAsync(Key, options: null, Token), Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task DeleteCollection_sends_its_selection_without_paging()
    {
        Server.Expect(HttpMethod.Delete, "/api/v1/namespaces/shop/configmaps", ScriptedAnswer.Json(EmptyList));

        await ConfigMaps.DeleteCollectionAsync(
            new ListOptions { Namespace = "shop", LabelSelector = LabelQuery.Parse("app=web"), FieldSelector = FieldQuery.Parse("metadata.name!=keep"), Limit = 5 },
            new DeleteOptions { PropagationPolicy = PropagationPolicy.Orphan },
            Token);

        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("labelSelector=app%3Dweb&fieldSelector=metadata.name%21%3Dkeep"));
        Assert.That(OnlyRequest.BodyText, Is.EqualTo("""{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Orphan"}"""));
    }
}
