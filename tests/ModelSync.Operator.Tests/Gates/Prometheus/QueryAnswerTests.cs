using System.Text;
using ModelSync.Operator.Gates.Prometheus;

namespace ModelSync.Operator.Tests.Gates.Prometheus;

internal sealed class QueryAnswerTests
{
    private static readonly object?[][] Answers =
    [
        [200, Success("vector", """[{"metric":{},"value":[1,"0.25"]}]"""), 0.25, null],
        [200, Success("scalar", """[1,"2e-3"]"""), 0.002, null],
        [200, Success("vector", "[]"), null, null],
        [200, Success("vector", """[{"metric":{},"value":[1,"NaN"]}]"""), null, null],
        [200, Success("vector", """[{"metric":{},"value":[1,"+Inf"]}]"""), null, null],
        [200, Success("vector", """[{"metric":{},"value":[1,"1"]},{"metric":{},"value":[1,"2"]}]"""), null, "2 series"],
        [200, Success("vector", """[{"metric":{},"histogram":[1,{}]}]"""), null, "no number"],
        [200, Success("vector", """[{"metric":{},"value":[1,2]}]"""), null, "no number"],
        [200, Success("matrix", "[]"), null, "no instant vector"],
        [200, Success("string", """[1,"x"]"""), null, "no instant vector"],
        [400, """{"status":"error","errorType":"bad_data","error":"parse error: secret"}""", null, "bad_data, status 400"],
        [503, """{"status":"error","errorType":"<b>","error":"secret"}""", null, "unknown, status 503"],
        [200, "<html>secret</html>", null, "no Prometheus API"],
        [502, "", null, "no Prometheus API (status 502)"],
        [200, """{"status":"success"}""", null, "no Prometheus API"],
        [200, "[]", null, "no Prometheus API"],
    ];

    [TestCaseSource(nameof(Answers))]
    public void An_answer_is_a_value_none_or_a_problem(int status, string body, double? value, string? problem)
    {
        var answer = QueryAnswer.Read(status, Encoding.UTF8.GetBytes(body));
        Assert.That(answer.Value, Is.EqualTo(value));
        Assert.That(answer.Problem, problem is null ? Is.Null : Does.Contain(problem));
        Assert.That(answer.Problem ?? "", Does.Not.Contain("secret"), "nothing of an answer reaches a status");
    }

    [Test]
    public void Warnings_are_noticed()
    {
        var body = """{"status":"success","warnings":["a store is down"],"data":{"resultType":"vector","result":[{"metric":{},"value":[1,"1"]}]}}""";
        Assert.That(QueryAnswer.Read(200, Encoding.UTF8.GetBytes(body)), Is.EqualTo(new QueryAnswer(1, null, HasWarnings: true)));
    }

    private static string Success(string type, string result) => $$$"""{"status":"success","data":{"resultType":"{{{type}}}","result":{{{result}}}}}""";
}
