using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Patching;

/// <summary>What servers refuse or misunderstand in an apply, said before it is sent (kubernetes #75564, #99003, and ports without protocol).</summary>
internal sealed class ApplyRules
{
    private static readonly string[] ServersOwn = ["managedFields", "creationTimestamp", "generation", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"];

    private readonly ResourceInfo _resource;
    private readonly NamespacedName _key;
    private readonly string[][] _portLists;
    private readonly JsonPathTracker _path = new();

    private ApplyRules(ResourceInfo resource, NamespacedName key)
    {
        _resource = resource;
        _key = key;
        _portLists = PortLists.Of(resource);
    }

    /// <summary>Throws on what must not be applied, and tells whether the body sets status.</summary>
    public static bool Check(ResourceInfo resource, NamespacedName key, ReadOnlySpan<byte> body) => new ApplyRules(resource, key).Check(body);

    private bool Check(ReadOnlySpan<byte> body)
    {
        var setsStatus = false;
        var reader = new Utf8JsonReader(body, JsonLimits.ReaderOptions);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _path.Property(NameOf(ref reader));
                    CheckMember();
                    setsStatus |= _path.IsAt("status");
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _path.Leave();
                    break;
                default:
                    CheckValue(reader);
                    break;
            }
        }

        return setsStatus;
    }

    private string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return StringInterner.Shared.Read(ref reader)!;
        }
        catch (InvalidOperationException)
        {
            throw Refused($"a name below \"{_path}\" has half of a surrogate pair");
        }
    }

    private void CheckMember()
    {
        foreach (var member in ServersOwn)
        {
            if (_path.IsAt("metadata", member))
            {
                throw Refused($"{_path} is set: only the server writes it; apply only the fields that you decide on");
            }
        }
    }

    private void CheckValue(Utf8JsonReader reader)
    {
        _path.Value();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                throw Refused($"{_path} is null: leave the field out to give it up");
            case JsonTokenType.StartObject:
                CheckPort(reader);
                _path.Enter(isList: false);
                break;
            case JsonTokenType.StartArray:
                _path.Enter(isList: true);
                break;
            default:
                break;
        }
    }

    // Ports are keyed by number and protocol. The key's default is filled in too late on servers before 1.24, so that an apply without it fails or splits the entry.
    private void CheckPort(Utf8JsonReader reader)
    {
        if (!Array.Exists(_portLists, list => _path.IsAt(list)))
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("protocol"u8))
            {
                return;
            }

            reader.Read();
            reader.Skip();
        }

        throw Refused($"{_path}.protocol is missing: write it (\"TCP\"), because ports are keyed by it");
    }

    private ApplyConfigurationException Refused(string what) => new($"apply of {_resource} {_key}: {what}");
}
