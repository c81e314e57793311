//! What the dashboards ask Prometheus, with their variables filled in.

use std::path::Path;

use serde_json::Value;

#[derive(Debug)]
#[expect(dead_code, reason = "a test that fails shows where a question stands")]
pub struct Question {
    dashboard: String,
    panel: String,
    pub expression: String,
}

/// Every query of every panel, and of every variable.
pub fn questions() -> Vec<Question> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../grafana/dashboards");
    let mut questions = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let dashboard: Value = serde_json::from_str(&text).unwrap();
        let before = questions.len();
        let title = dashboard["title"].as_str().unwrap();
        let ask = |panel: &Value, expression: &str| Question {
            dashboard: title.to_owned(),
            panel: panel.as_str().unwrap().to_owned(),
            expression: filled(expression, &dashboard),
        };
        for panel in dashboard["panels"].as_array().unwrap() {
            assert_eq!(panel["panels"].as_array().map_or(0, Vec::len), 0, "a row is folded away");
            for target in panel["targets"].as_array().into_iter().flatten() {
                assert_eq!(target["datasource"]["uid"], "downbeat", "{}", panel["title"]);
                questions.push(ask(&panel["title"], target["expr"].as_str().unwrap()));
            }
        }
        for variable in dashboard["templating"]["list"].as_array().unwrap() {
            questions.push(ask(&variable["name"], &values(variable)));
        }
        assert!(questions.len() > before, "{title} asks nothing");
    }
    questions
}

/// `label_values(series, label)` in the words of Prometheus.
fn values(variable: &Value) -> String {
    let query = variable["query"]["query"].as_str().unwrap();
    let inside = query.strip_prefix("label_values(").and_then(|rest| rest.strip_suffix(')'));
    let (series, label) = inside.unwrap().rsplit_once(", ").unwrap();
    format!("count by ({label}) ({series})")
}

/// As Grafana fills it in: `All` of each variable, and times that a test has.
fn filled(expression: &str, dashboard: &Value) -> String {
    let mut filled = expression.replace("$__rate_interval", "5s").replace("$__range", "1m");
    for variable in dashboard["templating"]["list"].as_array().unwrap() {
        let name = variable["name"].as_str().unwrap();
        filled = filled.replace(&format!("${name}"), variable["allValue"].as_str().unwrap());
    }
    assert!(!filled.contains('$'), "a variable that nobody fills in: {filled}");
    filled
}
