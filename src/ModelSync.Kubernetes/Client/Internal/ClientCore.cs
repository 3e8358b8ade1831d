using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>What every kind's client shares: making requests, sending them and reading single objects.</summary>
internal sealed class ClientCore(ApiSender sender, KubernetesClientOptions options)
{
    public KubernetesClientOptions Options => options;

    public ApiSender Sender => sender;

    public bool CompressLists { get; } = options.CompressLists ?? ListCompression.IsWorthwhile(sender.BaseAddress);

    /// <summary>Leases have connections of their own.</summary>
    public static TransportLane LaneOf(ResourceInfo resource) =>
        string.Equals(resource.Group, "coordination.k8s.io", StringComparison.Ordinal) ? TransportLane.Leases : TransportLane.Data;

    public async Task<T?> GetAsync<T>(ResourceType<T> type, string path, ResourceInfo resource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var request = new ApiRequest(HttpMethod.Get, path)
        {
            Labels = RequestLabels.Of("get", resource),
            Accept = type.Codec.AcceptObject,
            Timeout = options.RequestTimeout,
            Lane = LaneOf(resource),
        };
        try
        {
            return await SendForObjectAsync(type, request, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException exception) when (exception.IsObjectNotFound)
        {
            return null;
        }
    }

    public Task<T> WriteAsync<T>(
        ResourceType<T> type, ResourceInfo resource, HttpMethod method, string path, T value, WriteOptions? write, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var body = new ArrayBufferWriter<byte>();
        type.Codec.Encode(value, body);
        var labels = RequestLabels.Of(method == HttpMethod.Post ? "create" : "update", resource);
        return SendBodyAsync(type, labels, method, WithWriteOptions(path, write), MediaTypes.Json, body.WrittenMemory, cancellationToken);
    }

    public Task<T> PatchAsync<T>(
        ResourceType<T> type, ResourceInfo resource, string path, Patch patch, WriteOptions? write, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(patch);
        return SendBodyAsync(type, RequestLabels.Of("patch", resource), HttpMethod.Patch, WithWriteOptions(path, write), patch.MediaType, patch.Body, cancellationToken);
    }

    public Task<T> ApplyAsync<T>(
        ResourceType<T> type, ResourceInfo resource, string path, ApplyConfiguration configuration, ApplyOptions apply, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(apply);
        ArgumentException.ThrowIfNullOrEmpty(apply.FieldManager);
        if (!string.Equals(configuration.Resource.Kind, type.Resource.Kind, StringComparison.Ordinal)
            || !string.Equals(configuration.Resource.ApiVersion, type.Resource.ApiVersion, StringComparison.Ordinal))
        {
            throw new ArgumentException($"the configuration is of {configuration.Resource}, the request for {type.Resource}", nameof(configuration));
        }

        var query = new QueryString(path)
            .Add("fieldManager", apply.FieldManager)
            .AddIf(apply.Force, "force", "true")
            .AddIf(apply.DryRun, "dryRun", "All");
        return SendBodyAsync(type, RequestLabels.Of("apply", resource), HttpMethod.Patch, query.ToString(), MediaTypes.Apply, configuration.Body, cancellationToken);
    }

    public async Task<DeleteResult> DeleteAsync(ResourceInfo resource, string path, DeleteOptions? delete, CancellationToken cancellationToken)
    {
        var request = DeleteRequest("delete", resource, path, delete) with { Accept = DeleteAnswer.Accept };
        try
        {
            using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var (body, isTooLong) = await ReadAsync(response, request, options.MaxObjectBytes, cancellationToken).ConfigureAwait(false);
            return (isTooLong ? null : DeleteAnswer.Read(AnswerFormat.Of(response), body))
                ?? throw new KubernetesConnectionException($"{request}: the answer is not one of the API, or only a part of one");
        }
        catch (KubernetesApiException exception) when (exception.IsObjectNotFound)
        {
            return DeleteResult.Absent;
        }
    }

    public async Task DeleteCollectionAsync(ResourceInfo resource, string pathAndQuery, DeleteOptions? delete, CancellationToken cancellationToken)
    {
        var request = DeleteRequest("deletecollection", resource, pathAndQuery, delete) with { Timeout = options.ListTimeout };
        using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The answer's body; or the beginning of one that is too long.</summary>
    public async Task<(byte[] Bytes, bool IsTooLong)> GetBytesAsync(ApiRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, request, maxBytes, cancellationToken).ConfigureAwait(false);
    }

    private Task<(byte[] Bytes, bool IsTooLong)> ReadAsync(HttpResponseMessage response, ApiRequest request, int maxBytes, CancellationToken cancellationToken) =>
        BodyReader.ReadAsync(response, request.ToString(), maxBytes, options, cancellationToken);

    private ApiRequest DeleteRequest(string verb, ResourceInfo resource, string pathAndQuery, DeleteOptions? delete) => new(HttpMethod.Delete, pathAndQuery)
    {
        Labels = RequestLabels.Of(verb, resource),
        ContentType = MediaTypes.Json,
        Body = JsonSerializer.SerializeToUtf8Bytes(DeleteBody.From(delete), ClientJsonContext.Default.DeleteBody),
        Timeout = options.RequestTimeout,
        Lane = LaneOf(resource),
    };

    private Task<T> SendBodyAsync<T>(
        ResourceType<T> type,
        RequestLabels labels,
        HttpMethod method,
        string pathAndQuery,
        string contentType,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var request = new ApiRequest(method, pathAndQuery)
        {
            Labels = labels,
            Accept = type.Codec.AcceptObject,
            ContentType = contentType,
            Body = body,
            Timeout = options.RequestTimeout,
            Lane = LaneOf(type.Resource),
        };
        return SendForObjectAsync(type, request, cancellationToken);
    }

    private async Task<T> SendForObjectAsync<T>(ResourceType<T> type, ApiRequest request, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        using var response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var (body, isTooLong) = await ReadAsync(response, request, options.MaxObjectBytes, cancellationToken).ConfigureAwait(false);
        var format = AnswerFormat.Of(response);
        if (isTooLong)
        {
            throw new InvalidObjectException(type.Resource, format.ReadOversized(body, options.MaxObjectBytes));
        }

        if (format.ReadObject(type.Codec, body, out var invalid) is { } value)
        {
            return value;
        }

        // What is not even an object did not come from the API, or not all of it: nobody knows then what became of a write.
        throw format.IsWholeObject(body)
            ? new InvalidObjectException(type.Resource, invalid!)
            : new KubernetesConnectionException($"{request}: the answer is not an object of the API, or only a part of one");
    }

    private string WithWriteOptions(string path, WriteOptions? write) =>
        new QueryString(path)
            .Add("fieldManager", write?.FieldManager ?? options.FieldManager)
            .Add("fieldValidation", (write?.FieldValidation ?? options.FieldValidation).ToString())
            .AddIf(write?.DryRun is true, "dryRun", "All")
            .ToString();
}
