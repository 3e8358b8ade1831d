using System.Text.Json;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>A completion request: one prompt or one conversation.</summary>
internal sealed record OpenAIInput
{
    private const int MostTokens = 4096;

    private OpenAIInput()
    {
    }

    /// <summary>The model that is asked for; null where none is named.</summary>
    public string? Model { get; private init; }

    public bool IsChat { get; private init; }

    public bool IsStreamed { get; private init; }

    /// <summary>Whether a stream ends with the count of tokens.</summary>
    public bool WithUsage { get; private init; }

    public int? MaxTokens { get; private init; }

    public int PromptTokens { get; private init; }

    public ulong Hash { get; private init; }

    public static OpenAIInput Parse(ReadOnlyMemory<byte> body, bool isChat)
    {
        using var document = Json.ParseObject(body);
        var root = document.RootElement;
        var prompt = root.Required(isChat ? "messages" : "prompt", "", isChat ? [JsonValueKind.Array] : [JsonValueKind.String, JsonValueKind.Array]);
        if (WholeNumber(root, "n", 1) is not (null or 1))
        {
            throw new InvalidInputException("n: this simulated server gives one choice; leave n out or send 1.");
        }

        return new OpenAIInput
        {
            Model = root.Optional("model", "", JsonValueKind.String)?.GetString(),
            IsChat = isChat,
            IsStreamed = Flag(root, "stream"),
            WithUsage = root.Optional("stream_options", "", JsonValueKind.Object) is { } options && Flag(options, "include_usage"),
            MaxTokens = WholeNumber(root, "max_completion_tokens", MostTokens) ?? WholeNumber(root, "max_tokens", MostTokens),
            PromptTokens = isChat ? TokensOfMessages(prompt) : TokensOfPrompt(prompt),
            Hash = InputHash.Of(prompt.Raw()),
        };
    }

    private static bool Flag(JsonElement element, string name) => element.Optional(name, "", JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? false;

    private static int? WholeNumber(JsonElement root, string name, int most)
    {
        if (root.Optional(name, "", JsonValueKind.Number) is not { } element)
        {
            return null;
        }

        return element.TryGetInt32(out var number) && number >= 1
            ? Math.Min(number, most == 1 ? number : most)
            : throw new InvalidInputException($"{name}: {element.GetRawText()} is not possible; give a whole number from 1.");
    }

    private static int TokensOfMessages(JsonElement messages)
    {
        if (messages.GetArrayLength() == 0)
        {
            throw new InvalidInputException("messages is empty: give at least one.");
        }

        var tokens = 0;
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            var path = $"messages[{index++}]";
            if (message.ValueKind is not JsonValueKind.Object)
            {
                throw new InvalidInputException($"{path} is of kind {message.ValueKind}; give an object.");
            }

            _ = message.Required("role", path + ".", JsonValueKind.String);
            tokens += message.Optional("content", path + ".", JsonValueKind.String, JsonValueKind.Array) is { } content ? TokensOf(content) : 0;
        }

        return Math.Max(1, tokens);
    }

    // A text, one text in an array, or the numbers of tokens.
    private static int TokensOfPrompt(JsonElement prompt)
    {
        if (prompt.ValueKind is JsonValueKind.String)
        {
            return TokensOf(prompt);
        }

        var kinds = prompt.EnumerateArray().Select(element => element.ValueKind).Distinct().ToArray();
        return kinds switch
        {
            [JsonValueKind.Number] => prompt.GetArrayLength(),
            [JsonValueKind.String] or [JsonValueKind.Array] when prompt.GetArrayLength() == 1 => Math.Max(1, TokensOf(prompt[0])),
            _ => throw new InvalidInputException("prompt: this simulated server takes one prompt at a time; give a text or the numbers of its tokens."),
        };
    }

    // Words stand for tokens.
    private static int TokensOf(JsonElement content) => content.ValueKind is JsonValueKind.String
        ? content.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length
        : content.GetArrayLength();
}
