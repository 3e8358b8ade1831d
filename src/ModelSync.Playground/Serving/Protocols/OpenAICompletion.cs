using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>What a language model says to a prompt, whole or as a stream. Its words are its tokens.</summary>
internal sealed class OpenAICompletion
{
    private readonly ServedModel _model;
    private readonly OpenAIInput _input;
    private readonly Action<Utf8JsonWriter, ServedModel> _extra;
    private readonly string _id;
    private readonly string[] _tokens;

    public OpenAICompletion(ServedModel model, OpenAIInput input, Action<Utf8JsonWriter, ServedModel> extra)
    {
        (_model, _input, _extra) = (model, input, extra);
        _id = string.Create(CultureInfo.InvariantCulture, $"{(input.IsChat ? "chatcmpl" : "cmpl")}-{model.Identity.Seed:x8}{model.Sequence:x16}");
        var words = new AnswerData(model, input.Hash).Text().Split(' ');
        CutOff = words.Length > input.MaxTokens;
        _tokens = [.. words.Take(input.MaxTokens ?? words.Length).Select((word, index) => index == 0 ? word : " " + word)];
    }

    public int Tokens => _tokens.Length;

    public bool CutOff { get; }

    private string FinishReason => CutOff ? "length" : "stop";

    public ReadOnlyMemory<byte> Whole() => Json.Object(writer =>
    {
        WriteHead(writer, _input.IsChat ? "chat.completion" : "text_completion");
        writer.WriteStartArray("choices");
        WriteChoice(writer, string.Concat(_tokens), "message", FinishReason);
        writer.WriteEndArray();
        WriteUsage(writer);
        _extra(writer, _model);
    });

    public TokenStream Stream()
    {
        // A conversation begins with the role; the reason for the end comes with the last text, or after it.
        var opening = _input.IsChat ? Event(writer => WriteRole(writer)) : default;
        var ending = new StringBuilder();
        if (_input.IsChat)
        {
            ending.Append(Encoding.UTF8.GetString(Event(writer => WriteChoice(writer, "", "delta", FinishReason)).Span));
        }

        if (_input.WithUsage)
        {
            ending.Append(Encoding.UTF8.GetString(Event(null).Span));
        }

        ending.Append("data: [DONE]\n\n");
        return new TokenStream(opening, _tokens.Length, Token, Encoding.UTF8.GetBytes(ending.ToString()));
    }

    private ReadOnlyMemory<byte> Token(int index) =>
        Event(writer => WriteChoice(writer, _tokens[index], "delta", !_input.IsChat && index == _tokens.Length - 1 ? FinishReason : null));

    /// <summary>An event with a choice, or with the usage where there is none.</summary>
    private ReadOnlyMemory<byte> Event(Action<Utf8JsonWriter>? choice)
    {
        var data = Json.Object(writer =>
        {
            WriteHead(writer, _input.IsChat ? "chat.completion.chunk" : "text_completion");
            writer.WriteStartArray("choices");
            choice?.Invoke(writer);
            writer.WriteEndArray();
            if (choice is null)
            {
                WriteUsage(writer);
            }

            _extra(writer, _model);
        });
        return (byte[])[.. "data: "u8, .. data.Span, .. "\n\n"u8];
    }

    private void WriteHead(Utf8JsonWriter writer, string kind)
    {
        writer.WriteString("id", _id);
        writer.WriteString("object", kind);
        writer.WriteNumber("created", _model.Now.ToUnixTimeSeconds());
        writer.WriteString("model", _model.Name);
    }

    private static void WriteRole(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("delta");
        writer.WriteString("role", "assistant");
        writer.WriteString("content", "");
        writer.WriteEndObject();
        writer.WriteNull("logprobs");
        writer.WriteNull("finish_reason");
        writer.WriteEndObject();
    }

    private void WriteChoice(Utf8JsonWriter writer, string text, string member, string? finishReason)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        if (_input.IsChat)
        {
            var isDelta = string.Equals(member, "delta", StringComparison.Ordinal);
            writer.WriteStartObject(member);
            if (!isDelta)
            {
                writer.WriteString("role", "assistant");
            }

            if (!isDelta || text.Length > 0)
            {
                writer.WriteString("content", text);
            }

            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("text", text);
        }

        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", finishReason);
        writer.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", _input.PromptTokens);
        writer.WriteNumber("total_tokens", _input.PromptTokens + Tokens);
        writer.WriteNumber("completion_tokens", Tokens);
        writer.WriteEndObject();
    }
}
