using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>What the metrics call a request; few words, and never an object's name.</summary>
/// <param name="Verb">What is done, in the words of the API's own authorization, and `apply`.</param>
/// <param name="Resource">`plural.group`, or `raw` for what is no object.</param>
internal readonly record struct RequestLabels(string Verb, string Resource)
{
    private const string NoResource = "raw";

    public static RequestLabels Of(string verb, ResourceInfo resource) => new(verb, resource.GroupResource);

    /// <summary>A request that somebody else has written: its method may be any word.</summary>
    public static RequestLabels Raw(HttpMethod method) => new(VerbOf(method), NoResource);

    private static string VerbOf(HttpMethod method) => method.Method switch
    {
        "GET" => "get",
        "HEAD" => "head",
        "POST" => "post",
        "PUT" => "put",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => "other",
    };
}
