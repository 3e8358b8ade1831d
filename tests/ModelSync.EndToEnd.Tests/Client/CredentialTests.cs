using System.Security.Cryptography;
using System.Text;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Client;

/// <summary>Who the server takes us for.</summary>
public sealed class CredentialTests : ClusterTest
{
    private static ClusterConfig Admin => ClusterConfigLoader.Default.LoadDefault(Cluster.ControlPlane.AdminKubeconfigPath);

    private static IResourceClient<DynamicObject> Of(IKubernetesClient client, string group, string kind, string plural, ResourceScope scope = ResourceScope.Namespaced) =>
        client.Dynamic(new ResourceInfo(group, "v1", kind, plural, scope));

    [Test]
    public async Task A_bearer_token_from_a_kubeconfig_is_an_administrators()
    {
        await using var client = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(Cluster.ControlPlane.TokenKubeconfigPath));

        Assert.That(await client.Resource<Namespace>().GetAsync(NamespacedName.ClusterScoped(Namespace), Ct), Is.Not.Null);
    }

    [Test]
    public async Task A_client_certificate_has_the_rights_that_rbac_gives_its_groups()
    {
        var kubeconfig = Cluster.ControlPlane.WriteKubeconfig("jane", [$"readers-{Namespace}"]);
        await using var jane = KubernetesClient.Create(ClusterConfigLoader.Default.LoadDefault(kubeconfig));
        var before = Refused.By(() => jane.Resource<ConfigMap>().ListAsync(new ListOptions { Namespace = Namespace }, Ct));

        await GrantReadAsync("Group", $"readers-{Namespace}", extra: "");
        await Eventually.TrueAsync(async () => await MayListAsync(jane), "the role is bound", Ct);
        var write = Refused.By(() => jane.Resource<ConfigMap>().CreateAsync(ConfigMap("a"), options: null, Ct));

        Assert.That(before.IsForbidden && write.IsForbidden, Is.True);
        Assert.That(write.Message, Does.Contain("User \"jane\" cannot create resource \"configmaps\""));
    }

    [Test]
    public async Task Impersonation_takes_another_users_place()
    {
        var config = Admin with { Impersonation = new ImpersonationConfig { UserName = "john", Groups = ["system:authenticated"] } };
        await using var john = KubernetesClient.Create(config);

        var error = Refused.By(() => john.Resource<ConfigMap>().GetAsync(Key("a"), Ct));

        Assert.That(error.Message, Does.Contain("User \"john\""));
    }

    [Test]
    public async Task An_unknown_token_is_refused_without_being_told()
    {
        await using var client = KubernetesClient.Create(Admin with { Credentials = new TokenCredentialConfig { Token = "made-up-secret" } });

        var error = Refused.By(() => client.Resource<ConfigMap>().GetAsync(Key("a"), Ct));

        Assert.That(error.IsUnauthorized, Is.True);
        Assert.That(error.ToString(), Does.Not.Contain("made-up-secret"));
    }

    [Test]
    public async Task An_expired_token_in_a_file_is_read_anew_after_the_401()
    {
        await CreateServiceAccountAsync();
        var file = Path.Combine(Cluster.ControlPlane.DataDirectory, $"{Namespace}.token");
        var first = await TokenAsync();
        await File.WriteAllTextAsync(file, first, Ct);
        await using var client = KubernetesClient.Create(Admin with { Credentials = new TokenFileCredentialConfig { Path = file } });
        await Eventually.TrueAsync(async () => await MayListAsync(client), "the first token may list", Ct);

        await RevokeTokensAsync();
        await using var withFirst = KubernetesClient.Create(Admin with { Credentials = new TokenCredentialConfig { Token = first } });
        await Eventually.TrueAsync(async () => !await MayListAsync(withFirst), "the server refuses the first token, which it remembers for seconds", Ct);

        // Within the minute in which the file is not looked at again: only the server's 401 tells.
        await File.WriteAllTextAsync(file, await TokenAsync(), Ct);
        Assert.That(await MayListAsync(client), Is.True, "with the second token");
    }

    [Test]
    public async Task An_exec_plugins_expired_token_is_fetched_anew_after_the_401()
    {
        await CreateServiceAccountAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Cluster.ControlPlane.DataDirectory, Namespace)).FullName;
        var answer = Path.Combine(folder, "answer.json");
        var calls = Path.Combine(folder, "calls");
        await WriteAnswerAsync(answer, ExpiredToken());
        var exec = new ExecCredentialConfig
        {
            ApiVersion = "client.authentication.k8s.io/v1",
            Command = "/bin/sh",
            Arguments = ["-c", "echo \"$1\" >>\"$3\"; cat \"$2\"", "plugin", "an argument with spaces", answer, calls],
            InteractiveMode = "Never",
        };
        await using var client = KubernetesClient.Create(Admin with { Credentials = exec });

        var expired = Refused.By(() => client.Resource<ConfigMap>().GetAsync(Key("a"), Ct));
        await WriteAnswerAsync(answer, await TokenAsync());
        await Eventually.TrueAsync(async () => await MayListAsync(client), "the plugin is asked again", Ct);

        Assert.That(expired.IsUnauthorized, Is.True);
        var arguments = await File.ReadAllLinesAsync(calls, Ct);
        Assert.That(arguments, Has.All.EqualTo("an argument with spaces"));
        Assert.That(arguments, Has.Length.LessThan(5));
    }

    private static Task WriteAnswerAsync(string path, string token) => File.WriteAllTextAsync(
        path, $$$"""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"{{{token}}}"} }""");

    // Signed with the cluster's own key: a token such as the server once gave, whose time is over.
    private string ExpiredToken()
    {
        var account = $"system:serviceaccount:{Namespace}:bot";
        var header = Base64Url("""{"alg":"ES256"}""");
        var payload = Base64Url($$$"""{"iss":"https://kubernetes.default.svc.cluster.local","aud":["https://kubernetes.default.svc.cluster.local"],"sub":"{{{account}}}","iat":1600000000,"nbf":1600000000,"exp":1600003600,"kubernetes.io":{"namespace":"{{{Namespace}}}","serviceaccount":{"name":"bot","uid":"x"} } }""");
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Directory.EnumerateFiles(Cluster.ControlPlane.DataDirectory, "service-account.key", SearchOption.AllDirectories).Single()));
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256);
        return $"{header}.{payload}.{Base64Url(signature)}";
    }

    private static string Base64Url(string text) => Base64Url(Encoding.UTF8.GetBytes(text));

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private async Task CreateServiceAccountAsync()
    {
        await GrantReadAsync("ServiceAccount", "bot", $",\"namespace\":\"{Namespace}\"");
        await RevokeTokensAsync();
    }

    // A token dies with the account that it is for.
    private async Task RevokeTokensAsync()
    {
        var accounts = Of(Client, "", "ServiceAccount", "serviceaccounts");
        await accounts.DeleteAsync(Key("bot"), options: null, Ct);
        await accounts.CreateAsync(Json.Object($$$"""{"metadata":{"name":"bot","namespace":"{{{Namespace}}}"} }"""), options: null, Ct);
    }

    private async Task<string> TokenAsync()
    {
        var request = ResourceType.Dynamic(new ResourceInfo("authentication.k8s.io", "v1", "TokenRequest", "tokenrequests"));
        var answer = await Of(Client, "", "ServiceAccount", "serviceaccounts").Subresource("token", request)
            .CreateAsync(Key("bot"), Json.Object("""{"metadata":{},"spec":{"expirationSeconds":600}}"""), options: null, Ct);
        return answer.At("status", "token")!;
    }

    private async Task GrantReadAsync(string subjectKind, string subject, string extra)
    {
        const string Group = "rbac.authorization.k8s.io";
        await Of(Client, Group, "Role", "roles").CreateAsync(
            Json.Object($$$"""{"metadata":{"name":"r","namespace":"{{{Namespace}}}"},"rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","list"]}]}"""), options: null, Ct);
        var apiGroup = subjectKind == "ServiceAccount" ? "" : $",\"apiGroup\":\"{Group}\"";
        await Of(Client, Group, "RoleBinding", "rolebindings").CreateAsync(
            Json.Object($$$"""
                {"metadata":{"name":"rb","namespace":"{{{Namespace}}}"},"roleRef":{"apiGroup":"{{{Group}}}","kind":"Role","name":"r"},
                 "subjects":[{"kind":"{{{subjectKind}}}","name":"{{{subject}}}"{{{apiGroup}}}{{{extra}}} }]}
                """),
            options: null,
            Ct);
    }

    private async Task<bool> MayListAsync(IKubernetesClient client)
    {
        try
        {
            await client.Resource<ConfigMap>().ListAsync(new ListOptions { Namespace = Namespace }, Ct);
            return true;
        }
        catch (KubernetesApiException exception) when (exception.IsForbidden || exception.IsUnauthorized)
        {
            return false;
        }
    }
}
