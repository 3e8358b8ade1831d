using System.Globalization;
using System.Text.Json;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>What a model says to an input, one value for each row: the configured answer, or numbers that follow from model, version and input.</summary>
internal sealed class AnswerData
{
    private readonly ServedModel _model;
    private readonly ulong _input;
    private readonly double? _number;

    public AnswerData(ServedModel model, ulong input)
    {
        (_model, _input) = (model, input);
        if (double.TryParse(model.Answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            _number = number;
        }
    }

    /// <summary>The data type of the Open Inference Protocol.</summary>
    public string DataType => _model.Answer is null || _number is not null ? "FP64" : "BYTES";

    /// <summary>Writes the value of a row, a number or a string.</summary>
    public void WriteRow(Utf8JsonWriter writer, int row)
    {
        if (_model.Answer is not null && _number is null)
        {
            writer.WriteStringValue(_model.Answer);
        }
        else
        {
            writer.WriteNumberValue(_number ?? Number(row));
        }
    }

    public void WriteRows(Utf8JsonWriter writer, int rows)
    {
        writer.WriteStartArray();
        for (var row = 0; row < rows; row++)
        {
            WriteRow(writer, row);
        }

        writer.WriteEndArray();
    }

    /// <summary>The answer of a language model.</summary>
    public string Text() => _model.Answer
        ?? string.Create(CultureInfo.InvariantCulture, $"{_model.Name} {_model.Version} thinks that the answer is {Number(0)}.");

    private double Number(int row) => InputHash.Number(_model.Identity, _input, row);
}
