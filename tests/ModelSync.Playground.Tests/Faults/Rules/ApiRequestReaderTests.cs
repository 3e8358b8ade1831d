using ModelSync.Playground.Faults.Proxying;

namespace ModelSync.Playground.Tests.Faults.Rules;

/// <summary>Paths as the API server's own RequestInfoFactory reads them.</summary>
internal sealed class ApiRequestReaderTests
{
    [TestCase("GET", "/api/v1/namespaces/d/pods", ExpectedResult = "list pods in d")]
    [TestCase("GET", "/api/v1/namespaces/d/pods/p", ExpectedResult = "get pods p in d")]
    [TestCase("HEAD", "/api/v1/namespaces/d/pods/p", ExpectedResult = "get pods p in d")]
    [TestCase("GET", "/api/v1/pods?watch=true", ExpectedResult = "watch pods")]
    [TestCase("GET", "/api/v1/pods?watch=1&fieldSelector=metadata.name%3Dp", ExpectedResult = "watch pods p")]
    [TestCase("GET", "/api/v1/pods?watch=0", ExpectedResult = "list pods")]
    [TestCase("GET", "/api/v1/watch/namespaces/d/pods/p", ExpectedResult = "watch pods p in d")]
    [TestCase("GET", "/api/v1/namespaces", ExpectedResult = "list namespaces")]
    [TestCase("GET", "/api/v1/namespaces/d", ExpectedResult = "get namespaces d in d")]
    [TestCase("PUT", "/api/v1/namespaces/d/finalize", ExpectedResult = "update namespaces/finalize d in d")]
    [TestCase("PUT", "/apis/apps/v1/namespaces/d/deployments/web/status", ExpectedResult = "update deployments.apps/status web in d")]
    [TestCase("POST", "/apis/apps/v1/namespaces/d/deployments", ExpectedResult = "create deployments.apps in d")]
    [TestCase("DELETE", "/apis/apps/v1/namespaces/d/deployments", ExpectedResult = "deletecollection deployments.apps in d")]
    [TestCase("DELETE", "/apis/apps/v1/namespaces/d/deployments/web", ExpectedResult = "delete deployments.apps web in d")]
    [TestCase("PATCH", "/api/v1/nodes/n%3A1", ExpectedResult = "patch nodes n:1")]
    [TestCase("GET", "/api/v1/namespaces/d/services/https:s:1/proxy/a/b?watch=true", ExpectedResult = "get services/proxy https:s:1 in d")]
    [TestCase("GET", "/apis/apps/v1", ExpectedResult = "get /apis/apps/v1")]
    [TestCase("GET", "/api", ExpectedResult = "get /api")]
    [TestCase("GET", "/", ExpectedResult = "get /")]
    [TestCase("GET", "/healthz?verbose", ExpectedResult = "get /healthz")]
    [TestCase("OPTIONS", "*", ExpectedResult = "options *")]
    public string A_request_is_understood(string method, string target)
    {
        var request = ApiRequestReader.Read(method, target, contentType: "application/merge-patch+json", agent: null, user: null);
        return request.Resource is null
            ? $"{request.Verb} {request.Path}"
            : $"{request.Verb} {request.QualifiedResource}{After("/", request.Subresource)}{After(" ", request.Name)}{After(" in ", request.Namespace)}";
    }

    private static string After(string word, string? value) => value is null ? "" : word + value;

    [Test]
    public void An_apply_is_told_from_other_patches() =>
        Assert.That(ApiRequestReader.Read("PATCH", "/api/v1/nodes/n", "application/apply-patch+yaml", agent: null, user: null).Verb, Is.EqualTo("apply"));
}
